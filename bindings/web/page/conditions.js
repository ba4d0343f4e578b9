// The conditions of rules in words. {0} is the first value, {1} the second.

import { spanText } from "./app-words.js";
import { language } from "./language.js";

const VALUES = {
  none: ["任何", "任何", "any"],
  slight: ["有一点分量的", "稍有分量的", "at least doubtful"],
  risky: ["有分量的", "有分量的", "weighty"],
  possible: ["可能", "可能", "possibly"],
  likely: ["很可能", "很可能", "probably"],
  certain: ["确定", "確定", "certainly"],
  own: ["不论谁让装的", "不論誰指使", "on anybody’s word"],
  doubtful: ["可能有人让装", "可能有人指使", "perhaps on a stranger’s word"],
  stranger: ["陌生人让装", "陌生人指使", "on a stranger’s word"],
  incoming: ["打进来的", "打進來的", "The parent was called"],
  outgoing: ["自己打出去的", "自己打出去的", "The parent dialled"],
};

const TEXTS = {
  call_live: ["{0}电话正在通话", "{0}電話正在通話", "A {0} call goes on"],
  call_within: ["{0}电话正在通话，或结束不到{1}", "{0}電話正在通話，或結束不到{1}", "A {0} call goes on, or ended less than {1} ago"],
  foreign: ["来自境外或隐藏号码", "來自境外或隱藏號碼", "From abroad, or a hidden number"],
  domestic: ["来自境内", "來自本地", "From home"],
  called: ["{0}", "{0}", "{0}"],
  spoken: ["讲了至少{0}", "講了至少{0}", "They have spoken for {0}"],
  called_back: ["是回拨", "是回撥", "It is a call back"],
  service_number: ["显示为客服号码", "顯示為熱線號碼", "It shows a hotline’s number"],
  withheld: ["号码被隐藏", "號碼被隱藏", "The number is hidden"],
  voice_chat: ["软件里正在语音通话", "程式內正在語音通話", "A voice chat goes on"],
  voice_just_began: ["共享前不到{0}才开始语音通话", "分享前不到{0}才開始語音通話", "A voice chat began less than {0} before the sharing"],
  no_voice_chat: ["没有语音通话", "沒有語音通話", "No voice chat goes on"],
  no_contact: ["电话里没有熟人", "電話裏沒有熟人", "No contact is on the line"],
  stranger_talks: ["陌生人已经讲了{0}", "陌生人已講了{0}", "A stranger has talked for {0}"],
  family_helps: ["家人在帮忙，没有陌生人", "家人在幫忙，沒有陌生人", "The family helps, and no stranger is involved"],
  no_family_help: ["不是家人在帮忙", "不是家人在幫忙", "It is not the family who helps"],
  shared: ["别人{0}看得到屏幕", "別人{0}看得到螢幕", "Somebody far away {0} sees the screen"],
  nameless_display: ["只有一个来路不明的画面", "只有一個來歷不明的畫面", "Only a display of unknown purpose"],
  shared_within: ["共享停止不到{0}", "分享停止不到{0}", "The sharing ended less than {0} ago"],
  owner_talks: ["共享的是会议、聊天、远程软件，或来路不明", "分享的是會議、聊天、遠端程式，或來歷不明", "A meeting, chat, remote-control or unknown app shares"],
  owner_installed: ["这个软件装了不到{1}，{0}", "這個程式裝了不到{1}，{0}", "That app came less than {1} ago, {0}"],
  owner_grave: ["它是远程软件或来路不明", "它是遠端程式或來歷不明", "It is a remote-control app or of unknown origin"],
  owner_sideloaded: ["它不是从应用商店来的", "它不是來自應用程式商店", "It did not come from a store"],
  owner_is_for_talking: ["它是会议、聊天或远程软件", "它是會議、聊天或遠端程式", "It is a meeting, chat or remote-control app"],
  owner_chats: ["它是聊天软件", "它是聊天程式", "It is a chat app"],
  began_in_chat: ["画面出现时正开着聊天软件", "畫面出現時正開着聊天程式", "A chat app was in front as it began"],
  owner_operates: ["它还能操控手机", "它還能操控手機", "It can also operate the phone"],
  owner_asks_for_much: ["它要的是木马才要的权限", "它索取木馬才要的權限", "It asks for what only a trojan needs"],
  no_habit: ["平时不这样共享", "平時不這樣分享", "Such sharing is no habit here"],
  led: ["可能有人带着开始共享", "可能有人引導開始分享", "Somebody’s voice may have led to the sharing"],
  without_contact: ["共享时没有熟人一直在电话里", "分享時沒有熟人一直在電話裏", "No contact was on the line throughout"],
  sideloaded_for_remote_help: ["从链接来的会议或远程软件", "經連結而來的會議或遠端程式", "A meeting or remote-help app from a link"],
  installed: ["装了软件不到{1}，{0}", "裝了程式不到{1}，{0}", "An app came less than {1} ago, {0}"],
  unusual: ["这次共享不寻常", "這次分享不尋常", "The sharing is unusual"],
  extraordinary: ["这次共享不是平常的那种", "這次分享不是平常那種", "The sharing is no ordinary one"],
  ordinary: ["这次共享很平常", "這次分享很平常", "The sharing is an ordinary one"],
  bank: ["打开的是银行一类", "開啟的是銀行一類", "The app keeps savings"],
  wallet: ["打开的是钱包", "開啟的是錢包", "The app is a wallet"],
  operated_from_link: ["链接装来不到{0}的软件能操控手机", "經連結裝來不到{0}的程式能操控手機", "An app from a link, less than {0} old, can operate the phone"],
  operated_by_trojan: ["来自链接、要木马权限的软件能操控手机（不到{0}）", "來自連結、索取木馬權限的程式能操控手機（不到{0}）", "An app like a trojan, less than {0} old, can operate the phone"],
  new_card_app: ["不到{0}前从链接装了模拟银行卡的软件", "不到{0}前經連結裝了模擬提款卡的程式", "An app that emulates a card came from a link less than {0} ago"],
  in_red: ["红色警告还没结束", "紅色警告尚未結束", "A red danger is open"],
  protection_screen: ["这个页面能关掉保护", "這個頁面能關掉保護", "That page can switch the protection off"],
  removal_screen: ["这个页面能卸载亲守", "這個頁面能移除親守", "That page can remove KinGuard"],
  power_screen: ["这个页面给别的软件权限", "這個頁面給其他程式權限", "That page gives powers to other apps"],
};

const column = () => ["zh-CN", "zh-HK", "en"].indexOf(language());

/** A condition in words. */
export function conditionText({ is, of }) {
  const values = of === undefined ? [] : [of].flat();
  const shown = values.map((value) => (typeof value === "number" ? spanText(value) : VALUES[value][column()]));
  const text = TEXTS[is];
  if (!text) throw new Error(`no words for the condition ${is}`);
  const words = text[column()].replace(/\{(\d)\}/g, (_, index) => shown[Number(index)]);
  return words[0].toUpperCase() + words.slice(1);
}
