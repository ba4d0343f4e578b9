//! 中文：说给普通人听的大白话。

use kinguard_core::caller::{Caller, CallerKind, Why};
use kinguard_core::effect::{Certainty, FamilyMessage, HelpDecision, Level, Origin, Reason, RuleId};
use kinguard_core::event::{
    Capability, Choice, Direction, Event, FamilyAnswer, Help, InstallSource, Power, SettingsScreen,
};
use kinguard_core::region::Region;
use kinguard_core::rule::Rule;
use kinguard_core::time::Span;

use super::{Labels, Words, chinese, places};
use crate::lang::Lang;
use crate::names::{Names, masked};
use crate::window::Window;

/// Plain Mandarin in simplified characters.
pub(super) struct Chinese;

impl Words for Chinese {
    fn lang(&self) -> Lang {
        Lang::Zh
    }

    fn labels(&self) -> &'static Labels {
        &LABELS
    }

    fn span(&self, span: Span) -> String {
        chinese::span(span, "分钟", "小时")
    }

    fn region(&self, region: Region) -> String {
        places::name(region).map_or_else(|| region.to_string(), |place| place.chinese.to_owned())
    }

    fn event(&self, event: &Event, names: &Names) -> String {
        let app = |package: &String| names.app(package);
        let maybe_app = |package: &Option<String>| package.as_deref().map(|package| names.app(package));
        match event {
            Event::CallStarted { direction, number, contact, line, family, verified, hotline } => {
                let caller = self.caller(names.caller(number.as_deref(), *line), number.as_deref());
                let what = match (direction, contact) {
                    (Direction::Incoming, _) if *verified == Some(false) => "有人冒用号码来电",
                    (Direction::Incoming, _) if *family => "家人来电",
                    (Direction::Outgoing, _) if *family => "打给家人",
                    (Direction::Incoming, _) if *hotline => "热线来电",
                    (Direction::Outgoing, _) if *hotline => "打给热线",
                    (Direction::Incoming, Some(true)) => "通讯录里的人来电",
                    (Direction::Incoming, Some(false)) => "陌生人来电",
                    (Direction::Incoming, None) => "有人来电",
                    (Direction::Outgoing, Some(true)) => "打给通讯录里的人",
                    (Direction::Outgoing, Some(false)) => "打给陌生号码",
                    (Direction::Outgoing, None) => "拨出电话",
                };
                format!("{what}：{caller}")
            }
            Event::CallAnswered {} => "电话接通".to_owned(),
            Event::CallEnded {} => "通话结束".to_owned(),
            Event::VoiceChatStarted { package, .. } => match maybe_app(package) {
                Some(app) => format!("{app}开始语音通话"),
                None => "某个软件开始语音通话".to_owned(),
            },
            Event::VoiceChatEnded {} => "语音通话结束".to_owned(),
            Event::AppInstalled { package, source, update, .. } => {
                let what = if *update { "更新了" } else { "安装了" };
                format!("{what}{}，{}", app(package), install_source(*source))
            }
            Event::AppRemoved { package } => format!("卸载了{}", app(package)),
            Event::AppOpened { package } => format!("打开{}", app(package)),
            Event::CaptureConsentOpened { package } => match maybe_app(package) {
                Some(app) => format!("{app}请求查看屏幕"),
                None => "有软件请求查看屏幕".to_owned(),
            },
            Event::CaptureServiceStarted { package, .. } => {
                format!("{}可能开始录屏或共享屏幕", app(package))
            }
            Event::CaptureServiceStopped { package, .. } => format!("{}停止录屏或共享", app(package)),
            Event::PrivateDisplayAdded { .. } | Event::PublicDisplayAdded { .. } => {
                "屏幕画面开始传到别处".to_owned()
            }
            Event::PrivateDisplayRemoved { .. } | Event::PublicDisplayRemoved { .. } => {
                "屏幕画面不再传到别处".to_owned()
            }
            Event::CarModeChanged { on: true } => "手机连上了汽车屏幕".to_owned(),
            Event::CarModeChanged { on: false } => "手机离开了汽车屏幕".to_owned(),
            Event::ScreenRecorded { visible: true } => "系统确认：亲守的警告画面正在被录下".to_owned(),
            Event::ScreenRecorded { visible: false } => "系统表示：亲守的警告画面没有被录".to_owned(),
            Event::RemoteControlEnabled { package, .. } => {
                format!("{}获得了操控手机的权限", app(package))
            }
            Event::RemoteControlDisabled { package } => format!("{}不能再操控手机", app(package)),
            Event::PowerGranted { package, power: Power::Overlay } => {
                format!("{}获准显示在其他应用上层", app(package))
            }
            Event::PowerGranted { package, power: Power::InstallsApps } => {
                format!("{}获准安装其他软件", app(package))
            }
            Event::CallForwardingChanged { on: true } => "来电被转接到别的号码".to_owned(),
            Event::CallForwardingChanged { on: false } => "来电转接已取消".to_owned(),
            Event::NfcTurned { on: true } => "NFC打开".to_owned(),
            Event::NfcTurned { on: false } => "NFC关闭".to_owned(),
            Event::ScreenTurned { on: true } => "屏幕点亮".to_owned(),
            Event::ScreenTurned { on: false } => "屏幕熄灭".to_owned(),
            Event::DeviceBooted {} => "手机重启".to_owned(),
            Event::ProtectionChanged { capability, granted } => protection(*capability, *granted),
            Event::WarningAnswered { choice } => match choice {
                Choice::Stop => "老人选择停下来",
                Choice::CallFamily => "老人打电话给家人",
                Choice::Continue => "老人看了警告仍然继续",
                Choice::Left => "老人离开了警告画面",
                Choice::MoneySent => "老人表示钱已经转出",
            }
            .to_owned(),
            Event::FamilyAnswered { contact, answer, unverified } => match answer {
                FamilyAnswer::Calling if *unverified => {
                    format!("接到来自第{}位家人号码的电话", u64::from(*contact) + 1)
                }
                FamilyAnswer::Calling => format!("第{}位家人正在打电话", u64::from(*contact) + 1),
                FamilyAnswer::Fine => format!("第{}位家人回复：没事", u64::from(*contact) + 1),
            },
            Event::FamilyHelp { contact, help, .. } => {
                let what = match help {
                    Help::EndCall => "挂断电话",
                    Help::Say => "显示一句话",
                    Help::RingNext => "打给下一位家人",
                };
                format!("第{}位家人请手机{what}", u64::from(*contact) + 1)
            }
            Event::HelpAsked {} => "老人按下求助按钮".to_owned(),
            Event::SettingsChanged { home, .. } => format!("设置改变：手机卡现在属于{}", self.region(*home)),
            Event::SettingsOpened { what } => settings(*what).to_owned(),
        }
    }

    fn reason(&self, reason: &Reason, names: &Names) -> String {
        let app = |package: &String| names.app(package);
        match reason {
            Reason::StrangerCall { direction, origin, region, live, spoken_ms } => {
                let origin = match (origin, region) {
                    (Origin::Service, _) => "服务号码".to_owned(),
                    (Origin::Domestic, _) => "普通号码".to_owned(),
                    (Origin::Hidden, _) => "号码被隐藏".to_owned(),
                    (Origin::Overseas, Some(region)) => format!("{}号码", self.region(*region)),
                    (Origin::Overseas, None) => "境外或伪造的号码".to_owned(),
                };
                let who = match direction {
                    Direction::Incoming => format!("陌生人来电（{origin}）"),
                    Direction::Outgoing => format!("打给了陌生人（{origin}）"),
                };
                match (*live, spoken_ms.ms()) {
                    (true, 0) => format!("{who}，正在通话"),
                    (true, _) => format!("{who}，已经讲了{}，还没挂断", self.span(*spoken_ms)),
                    (false, 0) => who,
                    (false, _) => format!("{who}，讲了{}", self.span(*spoken_ms)),
                }
            }
            Reason::VoiceChat { package: Some(package) } => format!("正在{}里语音通话", app(package)),
            Reason::VoiceChat { package: None } => "正在聊天软件里语音通话".to_owned(),
            Reason::Installed { package, source, ago_ms } => {
                let when = if ago_ms.ms() < 1_000 {
                    "刚刚".to_owned()
                } else {
                    format!("{}前", self.span(*ago_ms))
                };
                format!("{when}安装了{}，{}", app(package), install_source(*source))
            }
            Reason::ScreenShared { package, certainty, live } => {
                let by =
                    package.as_ref().map_or_else(String::new, |package| format!("（通过{}）", app(package)));
                let sure = match certainty {
                    Certainty::Possible => "可能",
                    Certainty::Likely => "很可能",
                    Certainty::Certain => "",
                };
                match live {
                    true => format!("屏幕{sure}正在被别人看到{by}"),
                    false => format!("屏幕刚才{sure}被别人看到{by}"),
                }
            }
            Reason::MoneyApp { package } => format!("打开了能动钱的{}", app(package)),
            Reason::Messages { package } => format!("打开了短信（{}），验证码就在里面", app(package)),
            Reason::PaymentAppInstalled { package } => format!("安装了能转钱的{}", app(package)),
            Reason::RemoteControl { package } => format!("{}可以自己操控这部手机", app(package)),
            Reason::CallsForwarded {} => "打给这部手机的电话会转到别的号码".to_owned(),
            Reason::HelpAsked {} => "按下了求助按钮".to_owned(),
            Reason::Protection { capability, granted } => protection(*capability, *granted),
            Reason::Settings { what } => settings(*what).to_owned(),
        }
    }

    fn rule(&self, rule: RuleId) -> &'static str {
        match rule {
            RuleId::HelpAsked => "老人按下了求助按钮。",
            RuleId::BankDuringShare => "银行或支付软件开着，而屏幕正被别人看着。",
            RuleId::BankAfterShare => "屏幕刚被别人看过，接着就打开了银行或支付软件。",
            RuleId::CodesDuringShare => "收验证码的短信开着，而屏幕正被别人看着。",
            RuleId::ShareByInstalledApp => {
                "听陌生人的话装的、或刚从链接装来的软件，正把屏幕给别人看，或者正要给。"
            }
            RuleId::ShareDuringCall => "陌生人还在电话里，屏幕就开始给别人看。",
            RuleId::ShareAfterCall => "刚接过陌生人的电话，屏幕就开始给别人看。",
            RuleId::RemoteControl => "接过陌生人的电话后，有软件拿到了操控手机的权限。",
            RuleId::CallForwarding => "接过陌生人的电话后，来电被转接到别的号码。",
            RuleId::PaymentAppInIncident => "疑似诈骗还没结束，又装了支付软件。",
            RuleId::BankDuringMeeting => "会议里的人能看到屏幕，而银行或支付软件正开着。",
            RuleId::InstallAfterCall => "听陌生人的话，装了诈骗常用的那类软件。",
            RuleId::InstallDuringChat => "语音聊天时，装了诈骗常用的那类软件。",
            RuleId::SideloadedMeetingApp => "从链接或文件装了会议类或远程协助类的软件。",
            RuleId::ShareByFreshApp => "刚装上的软件，正把屏幕给别人看。",
            RuleId::ShareDuringChat => "一边跟人通话，一边共享着屏幕。",
            RuleId::BankDuringOverseasCall => "境外来电或隐藏号码还在通话，就打开了银行或支付软件。",
            RuleId::BankAfterOverseasCall => "刚接过境外来电或隐藏号码的电话，很快打开了银行。",
            RuleId::BankDuringCall => "跟陌生人打着很久的电话，又打开了银行或支付软件。",
            RuleId::BankAfterInstall => "听陌生人的话装了软件，接着打开了银行或支付软件。",
            RuleId::BankAfterCall => "跟陌生人打了很久的电话，之后很快打开了银行。",
            RuleId::LongStrangerCall => "跟陌生人的电话打了很久。",
            RuleId::SettingsDuringCall => "跟陌生人通话时，或刚挂断不久，打开了能关掉保护的画面。",
            RuleId::PermissionDuringCall => {
                "陌生人还在电话里，就打开了让软件安装其他软件或显示在上层的授权。"
            }
            RuleId::SideloadedAppInControl => "从链接或文件装来的软件，拿到了操控手机的权限。",
            RuleId::ControlAfterCall => "跟陌生人通话时，或刚挂断不久，有软件拿到了操控手机的权限。",
            RuleId::BankUnderControl => "刚从链接装来的软件能操控手机，而银行或支付软件正开着。",
            RuleId::ShareByControllingApp => "从链接装来、能操控手机的软件，还在看屏幕。",
            RuleId::CodesDuringChatShare => "聊天软件里正共享着屏幕，又打开了收验证码的短信。",
            RuleId::ShareInChatApp => "聊天软件里开始共享屏幕。",
            RuleId::MoneyAppAfterCall => "听陌生人的话，装了能转钱的软件。",
            RuleId::BankDuringDialledCall => "自己拨出的陌生号码还在通话，就打开了银行。",
            RuleId::ShareDuringServiceCall => "来电显示是客服号码（可以伪造），而屏幕正给别人看。",
            RuleId::BankDuringHabitualShare => "像平时那样共享着屏幕，又打开了银行。",
            RuleId::ForwardingSetUp => "自己拨打客服电话前后，来电被转接了。",
            RuleId::NfcWithNewApp => "刚装了新软件，又打开了能读银行卡的NFC。",
            RuleId::CodesDuringCall => "境外来电或隐藏号码还在通话，就打开了收验证码的短信。",
            RuleId::PowerfulAppInstalled => "从链接或文件装来的软件，要的是木马才需要的那几种权限。",
            RuleId::BankDuringFamilyHelp => "屏幕共享着，银行或支付软件开着；家人正在电话里。",
            RuleId::SettingsDuringIncident => "可能有人正要关掉保护。",
            RuleId::ProtectionChanged => "有一项保护失效了，或者恢复了。",
        }
    }

    fn meaning(&self, rule: &Rule) -> &'static str {
        self.rule(rule.id)
    }

    fn false_alarms(&self, rule: &Rule) -> &'static str {
        match rule.id {
            RuleId::HelpAsked => "不小心按到。",
            RuleId::BankDuringShare => "跟孙辈视频通话，给对方看着屏幕，顺手付了一笔钱。",
            RuleId::BankAfterShare => "孩子用聊天软件帮忙看手机，挂断前顺便打开了银行。",
            RuleId::CodesDuringShare => "第一次用新的会议软件上课，中途看了短信。",
            RuleId::ShareByInstalledApp => "真正的客服工程师用没存过的号码打来，请人装他的工具。",
            RuleId::ShareDuringCall => "朋友换了新号码，帮忙看手机。",
            RuleId::ShareAfterCall => "中介打了很久的电话，半小时内又第一次用共享屏幕上课。",
            RuleId::RemoteControl => "接完中介电话半小时内，第一次打开辅助功能类的软件。",
            RuleId::CallForwarding => "运营商客服按本人要求设置来电转接。",
            RuleId::PaymentAppInIncident => "目前没有发现。",
            RuleId::BankDuringMeeting => "同事开长会时付午饭钱；每个软件只警告一次。",
            RuleId::InstallAfterCall => "老师用没存过的号码，细细讲解怎么上网课。",
            RuleId::InstallDuringChat => "子女在微信里帮忙；只有家人收到消息，而家人心里有数。",
            RuleId::SideloadedMeetingApp => "单位用文件发放会议软件；只有家人收到消息。",
            RuleId::ShareByFreshApp => "为上课刚装的会议软件，第一次上课。",
            RuleId::ShareDuringChat => "孙辈打来视频通话；每个软件只警告一次。",
            RuleId::BankDuringOverseasCall => "在境外的亲戚，号码没有存。",
            RuleId::BankAfterInstall => "跟安装软件那一条相同。",
            RuleId::BankAfterOverseasCall => "在境外的孩子换了新号码来要钱；家人打个电话就清楚。",
            RuleId::BankDuringCall => "卖家一直不挂电话，等着收款。",
            RuleId::BankAfterCall => "银行网点用座机打来，谈存款的事。",
            RuleId::LongStrangerCall => "老朋友的号码没有存；只有家人收到消息。",
            RuleId::SettingsDuringCall => "接完中介电话后，自己去看了设置。",
            RuleId::PermissionDuringCall => "师傅在电话里教怎么装他家的软件。",
            RuleId::SideloadedAppInControl => "自己从网页装的跳过广告的工具；只有家人收到消息。",
            RuleId::ControlAfterCall => "接完中介电话半小时内，打开了早就装好的辅助软件。",
            RuleId::BankUnderControl => "自己装了跳过广告的工具，一小时内付了一笔钱。",
            RuleId::ShareByControllingApp => "自己从网页装的远程控制软件。",
            RuleId::CodesDuringChatShare => "孙辈在聊天里看着屏幕帮忙，顺手看了条短信。",
            RuleId::ShareInChatApp => "第一次在聊天里给孩子看手机；只有家人收到消息。",
            RuleId::MoneyAppAfterCall => "真正的客户经理在电话里教装自家银行的软件；只有家人收到消息。",
            RuleId::BankDuringDialledCall => "打给卖家，一边通话一边转账。",
            RuleId::ShareDuringServiceCall => "厂家真正的客服打来，远程帮忙。",
            RuleId::BankDuringHabitualShare => "上网课时顺便查了一下银行。",
            RuleId::ForwardingSetUp => "自己打给运营商客服，要求设置来电转接。",
            RuleId::NfcWithNewApp => "自己从网页装的门禁卡软件。",
            RuleId::CodesDuringCall => "在境外的亲戚号码没有存，一边通话一边看短信。",
            RuleId::PowerfulAppInstalled => "单位用文件发放的管理软件；只有家人收到消息。",
            RuleId::BankDuringFamilyHelp => "孩子在电话里，一步步帮忙操作。",
            RuleId::SettingsDuringIncident => "正好在看设置；只有家人收到消息。",
            RuleId::ProtectionChanged => "家人自己改了权限。",
        }
    }

    fn window(&self, window: Window, span: Span) -> String {
        let span = self.span(span);
        match window {
            Window::Spoken => format!("通话满{span}"),
            Window::AfterCall => format!("通话后{span}内"),
            Window::AfterSharing => format!("共享后{span}内"),
            Window::AfterInstall => format!("安装后{span}内"),
        }
    }

    fn level(&self, level: Level) -> &'static str {
        match level {
            Level::Amber => "当心",
            Level::Red => "马上停下",
        }
    }

    fn family(&self, message: FamilyMessage) -> &'static str {
        match message {
            FamilyMessage::Early => "有诈骗的苗头。请给老人打个电话，占线就换一部电话打。",
            FamilyMessage::Danger => "事情正在发生。请马上给老人打电话，或者赶过去。",
            FamilyMessage::WentOn => "老人看了警告仍然继续。请再打电话，或请附近的人上门看看。",
            FamilyMessage::MoneySent => "老人说钱已经转出。请马上拨110报警，再打银行客服。",
            FamilyMessage::NextContact => "一直没人回应，现在也通知下一位家人。",
            FamilyMessage::Ended => "危险看来已经过去。",
            FamilyMessage::Protection => "有一项保护失效了，或者快要被关掉。",
            FamilyMessage::Restored => "保护已经恢复。",
        }
    }

    fn help(&self, help: Help, decision: HelpDecision) -> &'static str {
        match (decision, help) {
            (HelpDecision::Give, Help::EndCall) => "手机替家人挂断电话",
            (HelpDecision::Give, Help::Say) => "手机显示家人说的话",
            (HelpDecision::Give, Help::RingNext) => "手机打给下一位家人",
            (HelpDecision::NoDanger, _) => "没有照做：现在没有红色警告",
            (HelpDecision::NoCall, _) => "没有照做：没有正在通话的电话",
            (HelpDecision::CallIsGood, _) => "没有照做：通话的是通讯录里的人、紧急号码或热线",
            (HelpDecision::CallIsUnclear, _) => "没有照做：不清楚会挂断谁的电话",
        }
    }

    fn caller_kind(&self, kind: CallerKind) -> &'static str {
        match kind {
            CallerKind::Domestic => "境内",
            CallerKind::Overseas => "境外",
            CallerKind::Unknown => "不明",
        }
    }

    fn why(&self, why: Why) -> &'static str {
        match why {
            Why::CountryCode => "以加号和境外区号开头。",
            Why::InternationalPrefix => "以国际长途字冠和境外区号开头。",
            Why::HomeCountryCode => "以本地的国际区号开头，而且本地有这样的号码。",
            Why::NationalNumber => "是本地普通号码的样子。",
            Why::ServiceNumber => "是本地的短号、免费电话或服务热线。",
            Why::BareCountryCode => "以境外的国际区号开头，只是没写加号；本地没有这样的号码。",
            Why::UnassignedCode => "开头的国际区号没有分配给任何地方。",
            Why::ForgedHomeCode => "以本地的国际区号开头，但本地不可能有这样的号码，是伪装的。",
            Why::ForgedDoublePrefix => "一个国际字冠里又套了一个，是伪装的。",
            Why::ForgedAreaCode => "冒充国内长途区号，其实是境外的国际区号，是伪装的。",
            Why::Withheld => "号码被隐藏，或者手机没有得到号码。",
            Why::Placeholder => "只是代替号码的占位文字。",
            Why::NotANumber => "不是电话号码。",
            Why::TooShort => "太短，哪里都没有这样的号码。",
            Why::TooLong => "太长，哪里都没有这样的号码。",
            Why::NoSuchNumber => "既不像本地的号码，也不像邻近地区的号码。",
        }
    }

    fn lead(&self, lead: Span) -> String {
        format!("钱转走前{}，已发出红色警告", self.span(lead))
    }

    fn family_lead(&self, lead: Span) -> String {
        format!("钱转走前{}，家人已得到通知", self.span(lead))
    }

    fn heard_late(&self, late: Span) -> String {
        format!("手机过了{}才报告", self.span(late))
    }

    fn hidden_events(&self, count: usize) -> String {
        format!("另有{count}件日常小事没有列出")
    }

    fn quiet_summary(&self, warnings: usize, messages: usize) -> String {
        format!("警告{warnings}次，通知家人{messages}次")
    }
}

impl Chinese {
    fn caller(&self, caller: Caller, number: Option<&str>) -> String {
        let Some(number) = number.filter(|number| !number.is_empty()) else {
            return "号码被隐藏".to_owned();
        };
        let note = match (caller.kind, caller.region) {
            (_, _) if caller.forged => "伪造的号码".to_owned(),
            (CallerKind::Domestic, _) if caller.service => "服务号码".to_owned(),
            (CallerKind::Domestic, _) => "境内号码".to_owned(),
            (CallerKind::Overseas, Some(region)) => format!("{}号码", self.region(region)),
            (CallerKind::Overseas, None) => "境外号码".to_owned(),
            (CallerKind::Unknown, _) => "无法辨认".to_owned(),
        };
        format!("{}（{note}）", masked(number))
    }
}

fn install_source(source: InstallSource) -> &'static str {
    match source {
        InstallSource::Store => "来自应用商店",
        InstallSource::Sideload => "来自链接或文件，不是应用商店",
        InstallSource::Unknown => "来源不明",
    }
}

fn protection(capability: Capability, granted: bool) -> String {
    let what = match capability {
        Capability::CallScreening => "查看来电号码",
        Capability::PhoneState => "察觉通话",
        Capability::Contacts => "读取通讯录",
        Capability::Sms => "发送短信",
        Capability::Notifications => "显示通知",
        Capability::Overlay => "在其他软件上面显示警告",
        Capability::UsageAccess => "查看正在使用的软件",
        Capability::Battery => "在后台运行",
        Capability::Autostart => "开机自动启动",
        Capability::InstalledApps => "查看手机上装了哪些软件",
        Capability::BackgroundStart => "在后台弹出警告",
        Capability::LockScreen => "在锁屏上显示警告",
        Capability::UnusedExemption => "长期不打开也保留权限",
    };
    match granted {
        true => format!("亲守重新获得权限：{what}"),
        false => format!("亲守失去权限：{what}"),
    }
}

fn settings(screen: SettingsScreen) -> &'static str {
    match screen {
        SettingsScreen::Uninstall => "打开了卸载亲守的画面",
        SettingsScreen::AppInfo => "打开了能强行停止亲守的系统页面",
        SettingsScreen::Accessibility => "打开了无障碍设置",
        SettingsScreen::UsageAccess => "打开了“使用情况访问权限”设置",
        SettingsScreen::Airplane => "打开了飞行模式开关",
        SettingsScreen::UnknownSources => "打开了“安装未知应用”的授权页面",
        SettingsScreen::Overlay => "打开了“显示在其他应用上层”的授权页面",
        SettingsScreen::Nfc => "打开了NFC设置",
    }
}

const LABELS: Labels = Labels {
    product: "亲守",
    page_title: "手机上发生了什么",
    page_intro: "这一页按时间说明：手机上发生了什么，亲守说了什么，为什么这样说。",
    contents: "目录",
    because: "因为",
    family_told: "通知家人",
    all_clear: "警告撤下：危险已经过去",
    harm: "钱被转走（或者本来会被转走）",
    harm_short: "钱被转走",
    no_red_before_harm: "钱转走之前没有发出红色警告",
    family_not_told_before_harm: "钱转走之前没有通知家人",
    nothing_said: "亲守没有出声",
    expected: "应当",
    found: "实际",
    silence: "不出声",
    time_passes: "过了一会儿",
    source: "来源",
    sim_region: "手机卡归属",
    length: "全程",
    drawing: "时间图",
    not_to_scale: "没有事情的时段画得短一些；下面列出的时间是准确的。",
    what_happened: "经过",
    hidden_by_number_note: "时间从第一件事算起。来电号码的后四位已隐去。",
    lane_guard: "亲守",
    lane_family: "家人",
    lane_calls: "电话",
    lane_voice: "语音",
    lane_apps: "软件",
    lane_sharing: "共享",
    lane_money: "钱款",
    tag_answer: "回应",
    tag_phone: "手机",
    key_stranger: "陌生人",
    key_contact: "通讯录里的人",
    key_installed: "安装软件",
    key_control: "远程操控",
    tells_family: "并通知家人",
    rule: "规则",
    level: "级别",
    meaning: "含义",
    known_false_alarms: "已知误报",
    windows: "时限",
    forged: "伪造",
};
