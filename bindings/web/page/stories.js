// The stories: traces of the repository, each with what to look at. The build puts the traces into the page.

import { TRACES } from "./traces.js";

export const STORIES = [
  {
    id: "brief",
    trace: "scenarios/warn/parcel-credit-scare.json",
    kind: "frauds",
    name: ["快递与征信", "速遞與信貸", "The parcel and the credit record"],
    look: ["装上“云会通”就有第一句警告；屏幕一共享，女儿马上收到通知；打开银行时，红色警告已经等着了。", "裝上「云会通」時已有第一次警告；螢幕一分享，女兒立即收到通知；開啟銀行時，紅色警告已經出現。", "The first caution comes with the app from a link, the daughter hears as soon as the screen is shared, and the bank meets a red warning."],
  },
  {
    id: "remote",
    trace: "cases/evade/e23-rustdesk-hk.json",
    kind: "frauds",
    name: ["香港电话，远程软件", "香港來電，遠端程式", "A Hong Kong call and a remote-control app"],
    look: ["看“新装的软件”：是谁让装的，亲守从通话里推断。", "留意「新裝的程式」：親守從通話推斷是誰指使。", "The list of installs: on whose word it came is concluded from the call."],
  },
  {
    id: "police",
    trace: "cases/evade/e08-police-landline-110.json",
    kind: "frauds",
    name: ["假警察，先开银行再共享", "假警察，先開銀行再分享", "The false police: first the bank, then the sharing"],
    look: ["银行先打开，后来才共享；共享开始的那一刻，警告照样出来。", "先開啟銀行，後來才分享；分享開始一刻，警告照樣出現。", "The bank is open before the sharing begins; the warning comes all the same."],
  },
  {
    id: "hotline",
    trace: "cases/evade/e07-400-number-rustdesk.json",
    kind: "frauds",
    name: ["冒充400客服", "冒充400熱線", "A forged 400 hotline"],
    look: ["客服号码本身没有分量，听它的话从链接装软件就有了。", "熱線號碼本身沒有分量，聽從它經連結安裝程式就有了。", "A hotline’s number weighs little, until an app comes from a link during the call."],
  },
  {
    id: "friend",
    trace: "cases/evade/e13-hacked-friend-wechat-share-bank.json",
    kind: "frauds",
    name: ["被盗号的老同事", "被盜帳戶的舊同事", "The old colleague’s stolen account"],
    look: ["没有电话，也没有新软件：看“屏幕有没有被看到”。", "沒有電話，也沒有新程式：留意「螢幕有沒有被看到」。", "No call and no new app: only the shared screen speaks."],
  },
  {
    id: "singapore",
    trace: "cases/evade/e19-sg-telegram-share-dbs.json",
    kind: "frauds",
    name: ["新加坡：转到Telegram", "新加坡：轉到Telegram", "Singapore: on to Telegram"],
    look: ["电话挂了，人转到聊天软件里继续：那通电话仍然算数。", "電話掛斷，對方轉到聊天程式繼續：那通電話仍然計算。", "The call ends and goes on in a chat app; it still counts."],
  },
  {
    id: "codes",
    trace: "cases/evade/e44-codes-by-voice-hk.json",
    kind: "frauds",
    name: ["电话里念验证码", "電話裏讀驗證碼", "Codes read out on the phone"],
    look: ["什么都没装、没共享：境外电话还在，就打开了短信。", "沒有安裝，也沒有分享：境外電話未掛斷，就開啟了短訊。", "Nothing is installed or shared: messages are opened during a call from abroad."],
  },
  {
    id: "forwarding",
    trace: "cases/evade/e66-forwarding-in-short-call.json",
    kind: "frauds",
    name: ["来电转接", "來電轉駁", "The diverted calls"],
    look: ["电话才两分半，本来不算数；转接一开，马上红色警告。", "電話只有兩分半鐘，本來不計；一轉駁，立即紅色警告。", "Two and a half minutes would weigh nothing; the diversion brings the red warning."],
  },
  {
    id: "card",
    trace: "cases/evade/e63-nfc-relay.json",
    kind: "frauds",
    name: ["手机背后刷卡", "手機背後讀卡", "The card at the phone’s back"],
    look: ["骗子用的是一张银行卡，手机看不到；看得到的，是通话中从链接装来的软件。", "騙徒用的是一張提款卡，手機看不到；看得到的，是通話中經連結安裝的程式。", "The phone cannot see the card that is read at its back. What it sees is the app that came from a link during the call."],
  },
  {
    id: "class",
    trace: "cases/daily/q16-grandson-dingtalk-class.json",
    kind: "ordinary",
    name: ["孙子上网课", "孫兒上網課", "The grandson’s class"],
    look: ["共享、快递电话都有，亲守不打扰：他已经在会议里坐了很久。", "有分享，也有速遞電話，親守不打擾：他已在會議裏坐了很久。", "A shared screen and a courier’s call, and no word: he had sat in the meeting for long."],
  },
  {
    id: "daughter",
    trace: "cases/daily/q04-child-wechat-share-bank.json",
    kind: "ordinary",
    name: ["女儿在微信里帮忙", "女兒在WeChat幫忙", "The daughter helps over WeChat"],
    look: ["这里亲守会说得太多：手机看不出那头是女儿，而骗子也是这样做的。", "這裏親守說得太多：手機分不出對方是女兒，而騙徒也是這樣做。", "Here the guard says too much: the phone cannot tell the daughter from a scammer who does the same."],
  },
  {
    id: "plumber",
    trace: "cases/daily/q56-plumber.json",
    kind: "ordinary",
    name: ["水管工", "水喉匠", "The plumber"],
    look: ["陌生人打来，讲满三分钟，付了钱，仍然安静。", "陌生人來電，講滿三分鐘，付了錢，仍然平靜。", "A stranger calls, speaks for over three minutes and is paid, in silence."],
  },
  {
    id: "agent",
    trace: "cases/daily/q30-house-agent-transfer.json",
    kind: "ordinary",
    name: ["买房付定金", "買樓付訂金", "The deposit for a flat"],
    look: ["讲了二十分钟就去银行：亲守问一句，不惊动家人。", "講了二十分鐘就去銀行：親守問一句，不驚動家人。", "Twenty minutes with an agent, then the bank: one question, and the family is left in peace."],
  },
  {
    id: "letters",
    trace: "cases/ordinary/makers-hotline-shows-bigger-letters.json",
    kind: "ordinary",
    name: ["客服教调大字", "客服教調大字體", "The hotline shows bigger letters"],
    look: ["自己打的客服，一步步进无障碍设置：没有警告。", "自己打的熱線，一步步進入協助工具設定：沒有警告。", "A hotline she dialled leads her through the settings: no warning."],
  },
  {
    id: "opera",
    trace: "cases/daily/q19-cast-then-electricity.json",
    kind: "ordinary",
    name: ["投屏看戏，交电费", "投放螢幕看戲，交電費", "The opera on television, and the electricity"],
    look: ["屏幕投到自己家电视上，不是给别人看。", "螢幕投放到自己家的電視，不是給別人看。", "The screen goes to her own television: nobody far away is watching."],
  },
  {
    id: "son",
    trace: "cases/ordinary/son-installs-todesk-and-repairs.json",
    kind: "ordinary",
    name: ["儿子远程修手机", "兒子遠端修理手機", "The son repairs the phone from afar"],
    look: ["同样是远程软件，但电话里是家人。", "同樣是遠端程式，但電話裏是家人。", "The same kind of app as in the frauds, but the family is on the line."],
  },
  {
    id: "missed",
    trace: "cases/daily/q82-waiting-overseas-missed.json",
    kind: "ordinary",
    name: ["没接的境外来电", "未接的境外來電", "A call from abroad that nobody took"],
    look: ["跟儿子讲电话时，境外号码打进来没接：什么也不说。", "與兒子通電話時，境外來電未接：甚麼也不說。", "It knocks while she talks to her son, and nobody answers: not a word."],
  },
];

export const traceOf = (story) => TRACES[story.trace];
