//! 香港的書面語。

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

/// Written Chinese as in Hong Kong.
pub(super) struct HongKong;

impl Words for HongKong {
    fn lang(&self) -> Lang {
        Lang::Hk
    }

    fn labels(&self) -> &'static Labels {
        &LABELS
    }

    fn span(&self, span: Span) -> String {
        chinese::span(span, "分鐘", "小時")
    }

    fn region(&self, region: Region) -> String {
        places::name(region).map_or_else(|| region.to_string(), |place| place.hong_kong.to_owned())
    }

    fn event(&self, event: &Event, names: &Names) -> String {
        let app = |package: &String| names.app(package);
        let maybe_app = |package: &Option<String>| package.as_deref().map(|package| names.app(package));
        match event {
            Event::CallStarted { direction, number, contact, line, family, verified, hotline } => {
                let caller = self.caller(names.caller(number.as_deref(), *line), number.as_deref());
                let what = match (direction, contact) {
                    (Direction::Incoming, _) if *verified == Some(false) => "有人冒用號碼來電",
                    (Direction::Incoming, _) if *family => "家人來電",
                    (Direction::Outgoing, _) if *family => "打給家人",
                    (Direction::Incoming, _) if *hotline => "熱線來電",
                    (Direction::Outgoing, _) if *hotline => "打給熱線",
                    (Direction::Incoming, Some(true)) => "通訊錄裏的人來電",
                    (Direction::Incoming, Some(false)) => "陌生人來電",
                    (Direction::Incoming, None) => "有人來電",
                    (Direction::Outgoing, Some(true)) => "打給通訊錄裏的人",
                    (Direction::Outgoing, Some(false)) => "打給陌生號碼",
                    (Direction::Outgoing, None) => "撥出電話",
                };
                format!("{what}：{caller}")
            }
            Event::CallAnswered {} => "電話接通".to_owned(),
            Event::CallEnded {} => "通話結束".to_owned(),
            Event::VoiceChatStarted { package, .. } => match maybe_app(package) {
                Some(app) => format!("{app}開始語音通話"),
                None => "某個程式開始語音通話".to_owned(),
            },
            Event::VoiceChatEnded {} => "語音通話結束".to_owned(),
            Event::AppInstalled { package, source, update, .. } => {
                let what = if *update { "更新了" } else { "安裝了" };
                format!("{what}{}，{}", app(package), install_source(*source))
            }
            Event::AppRemoved { package } => format!("移除了{}", app(package)),
            Event::AppOpened { package } => format!("開啟{}", app(package)),
            Event::CaptureConsentOpened { package } => match maybe_app(package) {
                Some(app) => format!("{app}請求查看螢幕"),
                None => "有程式請求查看螢幕".to_owned(),
            },
            Event::CaptureServiceStarted { package, .. } => {
                format!("{}可能開始錄影螢幕或分享螢幕", app(package))
            }
            Event::CaptureServiceStopped { package, .. } => format!("{}停止錄影螢幕或分享", app(package)),
            Event::PrivateDisplayAdded { .. } | Event::PublicDisplayAdded { .. } => {
                "螢幕畫面開始傳到別處".to_owned()
            }
            Event::PrivateDisplayRemoved { .. } | Event::PublicDisplayRemoved { .. } => {
                "螢幕畫面不再傳到別處".to_owned()
            }
            Event::CarModeChanged { on: true } => "手機連上了汽車螢幕".to_owned(),
            Event::CarModeChanged { on: false } => "手機離開了汽車螢幕".to_owned(),
            Event::ScreenRecorded { visible: true } => "系統確認：親守的警告畫面正在被錄下".to_owned(),
            Event::ScreenRecorded { visible: false } => "系統表示：親守的警告畫面沒有被錄".to_owned(),
            Event::RemoteControlEnabled { package, .. } => {
                format!("{}獲得了操控手機的權限", app(package))
            }
            Event::RemoteControlDisabled { package } => format!("{}不能再操控手機", app(package)),
            Event::PowerGranted { package, power: Power::Overlay } => {
                format!("{}獲准顯示在其他應用程式上面", app(package))
            }
            Event::PowerGranted { package, power: Power::InstallsApps } => {
                format!("{}獲准安裝其他程式", app(package))
            }
            Event::CallForwardingChanged { on: true } => "來電被轉接到別的號碼".to_owned(),
            Event::CallForwardingChanged { on: false } => "來電轉接已取消".to_owned(),
            Event::NfcTurned { on: true } => "NFC開啟".to_owned(),
            Event::NfcTurned { on: false } => "NFC關閉".to_owned(),
            Event::ScreenTurned { on: true } => "螢幕點亮".to_owned(),
            Event::ScreenTurned { on: false } => "螢幕熄滅".to_owned(),
            Event::DeviceBooted {} => "手機重啟".to_owned(),
            Event::ProtectionChanged { capability, granted } => protection(*capability, *granted),
            Event::WarningAnswered { choice } => match choice {
                Choice::Stop => "長者選擇停下來",
                Choice::CallFamily => "長者打電話給家人",
                Choice::Continue => "長者看了警告仍然繼續",
                Choice::Left => "長者離開了警告畫面",
                Choice::MoneySent => "長者表示錢已經轉出",
            }
            .to_owned(),
            Event::FamilyAnswered { contact, answer, unverified } => match answer {
                FamilyAnswer::Calling if *unverified => {
                    format!("接到來自第{}位家人號碼的電話", u64::from(*contact) + 1)
                }
                FamilyAnswer::Calling => format!("第{}位家人正在打電話", u64::from(*contact) + 1),
                FamilyAnswer::Fine => format!("第{}位家人回覆：沒事", u64::from(*contact) + 1),
            },
            Event::FamilyHelp { contact, help, .. } => {
                let what = match help {
                    Help::EndCall => "掛斷電話",
                    Help::Say => "顯示一句話",
                    Help::RingNext => "打給下一位家人",
                };
                format!("第{}位家人請手機{what}", u64::from(*contact) + 1)
            }
            Event::HelpAsked {} => "長者按下求助按鈕".to_owned(),
            Event::SettingsChanged { home, .. } => format!("設定改變：電話卡現在屬於{}", self.region(*home)),
            Event::SettingsOpened { what } => settings(*what).to_owned(),
        }
    }

    fn reason(&self, reason: &Reason, names: &Names) -> String {
        let app = |package: &String| names.app(package);
        match reason {
            Reason::StrangerCall { direction, origin, region, live, spoken_ms } => {
                let origin = match (origin, region) {
                    (Origin::Service, _) => "服務號碼".to_owned(),
                    (Origin::Domestic, _) => "普通號碼".to_owned(),
                    (Origin::Hidden, _) => "號碼被隱藏".to_owned(),
                    (Origin::Overseas, Some(region)) => format!("{}號碼", self.region(*region)),
                    (Origin::Overseas, None) => "境外或偽造的號碼".to_owned(),
                };
                let who = match direction {
                    Direction::Incoming => format!("陌生人來電（{origin}）"),
                    Direction::Outgoing => format!("打給了陌生人（{origin}）"),
                };
                match (*live, spoken_ms.ms()) {
                    (true, 0) => format!("{who}，正在通話"),
                    (true, _) => format!("{who}，已經講了{}，還沒收線", self.span(*spoken_ms)),
                    (false, 0) => who,
                    (false, _) => format!("{who}，講了{}", self.span(*spoken_ms)),
                }
            }
            Reason::VoiceChat { package: Some(package) } => format!("正在{}裏語音通話", app(package)),
            Reason::VoiceChat { package: None } => "正在聊天程式裏語音通話".to_owned(),
            Reason::Installed { package, source, ago_ms } => {
                let when = if ago_ms.ms() < 1_000 {
                    "剛剛".to_owned()
                } else {
                    format!("{}前", self.span(*ago_ms))
                };
                format!("{when}安裝了{}，{}", app(package), install_source(*source))
            }
            Reason::ScreenShared { package, certainty, live } => {
                let by =
                    package.as_ref().map_or_else(String::new, |package| format!("（通過{}）", app(package)));
                let sure = match certainty {
                    Certainty::Possible => "可能",
                    Certainty::Likely => "很可能",
                    Certainty::Certain => "",
                };
                match live {
                    true => format!("螢幕{sure}正在被別人看到{by}"),
                    false => format!("螢幕剛才{sure}被別人看到{by}"),
                }
            }
            Reason::MoneyApp { package } => format!("開啟了能動錢的{}", app(package)),
            Reason::Messages { package } => format!("開啟了短訊（{}），驗證碼就在裏面", app(package)),
            Reason::PaymentAppInstalled { package } => format!("安裝了能轉錢的{}", app(package)),
            Reason::RemoteControl { package } => format!("{}可以自己操控這部手機", app(package)),
            Reason::CallsForwarded {} => "打給這部手機的電話會轉到別的號碼".to_owned(),
            Reason::HelpAsked {} => "按下了求助按鈕".to_owned(),
            Reason::Protection { capability, granted } => protection(*capability, *granted),
            Reason::Settings { what } => settings(*what).to_owned(),
        }
    }

    fn rule(&self, rule: RuleId) -> &'static str {
        match rule {
            RuleId::HelpAsked => "長者按下了求助按鈕。",
            RuleId::BankDuringShare => "銀行或付款程式開着，而螢幕正被別人看着。",
            RuleId::BankAfterShare => "螢幕剛被別人看過，接着就開啟了銀行或付款程式。",
            RuleId::CodesDuringShare => "收驗證碼的短訊開着，而螢幕正被別人看着。",
            RuleId::ShareByInstalledApp => {
                "聽陌生人的話裝的、或剛從連結裝來的程式，正把螢幕給別人看，或者正要給。"
            }
            RuleId::ShareDuringCall => "陌生人還在電話裏，螢幕就開始給別人看。",
            RuleId::ShareAfterCall => "剛接過陌生人的電話，螢幕就開始給別人看。",
            RuleId::RemoteControl => "接過陌生人的電話後，有程式取得操控手機的權限。",
            RuleId::CallForwarding => "接過陌生人的電話後，來電被轉接到別的號碼。",
            RuleId::PaymentAppInIncident => "疑似詐騙還沒結束，又裝了付款程式。",
            RuleId::BankDuringMeeting => "會議裏的人能看到螢幕，而銀行或付款程式正開着。",
            RuleId::InstallAfterCall => "聽陌生人的話，裝了詐騙常用的那類程式。",
            RuleId::InstallDuringChat => "語音聊天時，裝了詐騙常用的那類程式。",
            RuleId::SideloadedMeetingApp => "從連結或檔案裝了會議類或遠端協助類的程式。",
            RuleId::ShareByFreshApp => "剛裝上的程式，正把螢幕給別人看。",
            RuleId::ShareDuringChat => "一邊跟人通話，一邊分享着螢幕。",
            RuleId::BankDuringOverseasCall => "境外來電或隱藏號碼還在通話，就開啟了銀行或付款程式。",
            RuleId::BankAfterOverseasCall => "剛接過境外來電或隱藏號碼的電話，很快開啟了銀行。",
            RuleId::BankDuringCall => "跟陌生人打着很久的電話，又開啟了銀行或付款程式。",
            RuleId::BankAfterInstall => "聽陌生人的話裝了程式，接着開啟了銀行或付款程式。",
            RuleId::BankAfterCall => "跟陌生人打了很久的電話，之後很快開啟了銀行。",
            RuleId::LongStrangerCall => "跟陌生人的電話打了很久。",
            RuleId::SettingsDuringCall => "跟陌生人通話時，或剛收線不久，開啟了能關掉保護的畫面。",
            RuleId::PermissionDuringCall => {
                "陌生人還在電話裏，就開啟了讓程式安裝其他程式或顯示在上層的授權。"
            }
            RuleId::SideloadedAppInControl => "從連結或檔案裝來的程式，取得操控手機的權限。",
            RuleId::ControlAfterCall => "跟陌生人通話時，或剛收線不久，有程式取得操控手機的權限。",
            RuleId::BankUnderControl => "剛從連結裝來的程式能操控手機，而銀行或付款程式正開着。",
            RuleId::ShareByControllingApp => "從連結裝來、能操控手機的程式，還在看螢幕。",
            RuleId::CodesDuringChatShare => "聊天程式裏正分享着螢幕，又開啟了收驗證碼的短訊。",
            RuleId::ShareInChatApp => "聊天程式裏開始分享螢幕。",
            RuleId::MoneyAppAfterCall => "聽陌生人的話，裝了能轉錢的程式。",
            RuleId::BankDuringDialledCall => "自己撥出的陌生號碼還在通話，就開啟了銀行。",
            RuleId::ShareDuringServiceCall => "來電顯示是客戶服務號碼（可以偽造），而螢幕正給別人看。",
            RuleId::BankDuringHabitualShare => "像平時那樣分享着螢幕，又開啟了銀行。",
            RuleId::ForwardingSetUp => "自己撥打客戶服務電話前後，來電被轉接了。",
            RuleId::NfcWithNewApp => "剛裝了新程式，又開啟了能讀提款卡的NFC。",
            RuleId::CodesDuringCall => "境外來電或隱藏號碼還在通話，就開啟了收驗證碼的短訊。",
            RuleId::PowerfulAppInstalled => "從連結或檔案裝來的程式，要的是木馬才需要的那幾種權限。",
            RuleId::BankDuringFamilyHelp => "螢幕分享着，銀行或付款程式開着；家人正在電話裏。",
            RuleId::SettingsDuringIncident => "可能有人正要關掉保護。",
            RuleId::ProtectionChanged => "有一項保護失效了，或者恢復了。",
        }
    }

    fn meaning(&self, rule: &Rule) -> &'static str {
        self.rule(rule.id)
    }

    fn false_alarms(&self, rule: &Rule) -> &'static str {
        match rule.id {
            RuleId::HelpAsked => "不小心按到。",
            RuleId::BankDuringShare => "跟孫輩視像通話，給對方看着螢幕，順便付了一筆錢。",
            RuleId::BankAfterShare => "孩子用聊天程式幫忙看手機，收線前順便開啟了銀行。",
            RuleId::CodesDuringShare => "第一次用新的會議程式上課，中途看了短訊。",
            RuleId::ShareByInstalledApp => "真正的客戶服務工程師用沒存過的號碼打來，請人裝他的工具。",
            RuleId::ShareDuringCall => "朋友換了新號碼，幫忙看手機。",
            RuleId::ShareAfterCall => "代理打了很久的電話，半小時內又第一次用分享螢幕上課。",
            RuleId::RemoteControl => "接完代理電話半小時內，第一次開啟輔助功能類的程式。",
            RuleId::CallForwarding => "電訊商客戶服務按本人要求設定來電轉接。",
            RuleId::PaymentAppInIncident => "目前沒有發現。",
            RuleId::BankDuringMeeting => "同事開長會時付午飯錢；每個程式只警告一次。",
            RuleId::InstallAfterCall => "老師用沒存過的號碼，細細講解怎麼上網課。",
            RuleId::InstallDuringChat => "子女在WeChat裏幫忙；只有家人收到消息，而家人心裏有數。",
            RuleId::SideloadedMeetingApp => "公司用檔案發放會議程式；只有家人收到消息。",
            RuleId::ShareByFreshApp => "為上課剛裝的會議程式，第一次上課。",
            RuleId::ShareDuringChat => "孫輩打來視像通話；每個程式只警告一次。",
            RuleId::BankDuringOverseasCall => "在境外的親戚，號碼沒有存。",
            RuleId::BankAfterInstall => "跟安裝程式那一條相同。",
            RuleId::BankAfterOverseasCall => "在境外的孩子換了新號碼來要錢；家人打個電話就清楚。",
            RuleId::BankDuringCall => "賣家一直不掛電話，等着收款。",
            RuleId::BankAfterCall => "銀行分行用固網電話打來，談存款的事。",
            RuleId::LongStrangerCall => "老朋友的號碼沒有存；只有家人收到消息。",
            RuleId::SettingsDuringCall => "接完代理電話後，自己去看了設定。",
            RuleId::PermissionDuringCall => "師傅在電話裏教怎麼裝他家的程式。",
            RuleId::SideloadedAppInControl => "自己從網頁裝的跳過廣告的工具；只有家人收到消息。",
            RuleId::ControlAfterCall => "接完代理電話半小時內，開啟了早就裝好的輔助程式。",
            RuleId::BankUnderControl => "自己裝了跳過廣告的工具，一小時內付了一筆錢。",
            RuleId::ShareByControllingApp => "自己從網頁裝的遠端控制程式。",
            RuleId::CodesDuringChatShare => "孫輩在聊天裏看着螢幕幫忙，順便看了條短訊。",
            RuleId::ShareInChatApp => "第一次在聊天裏給孩子看手機；只有家人收到消息。",
            RuleId::MoneyAppAfterCall => "真正的客戶經理在電話裏教裝自家銀行的程式；只有家人收到消息。",
            RuleId::BankDuringDialledCall => "打給賣家，一邊通話一邊轉賬。",
            RuleId::ShareDuringServiceCall => "廠家真正的客戶服務打來，遠端幫忙。",
            RuleId::BankDuringHabitualShare => "上網課時順便查了一下銀行。",
            RuleId::ForwardingSetUp => "自己打給電訊商客戶服務，要求設定來電轉接。",
            RuleId::NfcWithNewApp => "自己從網頁裝的門禁卡程式。",
            RuleId::CodesDuringCall => "在境外的親戚號碼沒有存，一邊通話一邊看短訊。",
            RuleId::PowerfulAppInstalled => "公司用檔案發放的管理程式；只有家人收到消息。",
            RuleId::BankDuringFamilyHelp => "孩子在電話裏，一步步幫忙操作。",
            RuleId::SettingsDuringIncident => "正好在看設定；只有家人收到消息。",
            RuleId::ProtectionChanged => "家人自己改了權限。",
        }
    }

    fn window(&self, window: Window, span: Span) -> String {
        let span = self.span(span);
        match window {
            Window::Spoken => format!("通話滿{span}"),
            Window::AfterCall => format!("通話後{span}內"),
            Window::AfterSharing => format!("分享後{span}內"),
            Window::AfterInstall => format!("安裝後{span}內"),
        }
    }

    fn level(&self, level: Level) -> &'static str {
        match level {
            Level::Amber => "當心",
            Level::Red => "立即停下",
        }
    }

    fn family(&self, message: FamilyMessage) -> &'static str {
        match message {
            FamilyMessage::Early => "有詐騙的苗頭。請給長者打個電話，佔線就換一部電話打。",
            FamilyMessage::Danger => "事情正在發生。請立即給長者打電話，或者趕過去。",
            FamilyMessage::WentOn => "長者看了警告仍然繼續。請再打電話，或請附近的人上門看看。",
            FamilyMessage::MoneySent => "長者說錢已經轉出。請立即報警，再致電銀行客戶服務。",
            FamilyMessage::NextContact => "一直沒人回應，現在也通知下一位家人。",
            FamilyMessage::Ended => "危險看來已經過去。",
            FamilyMessage::Protection => "有一項保護失效了，或者快要被關掉。",
            FamilyMessage::Restored => "保護已經恢復。",
        }
    }

    fn help(&self, help: Help, decision: HelpDecision) -> &'static str {
        match (decision, help) {
            (HelpDecision::Give, Help::EndCall) => "手機代家人掛斷電話",
            (HelpDecision::Give, Help::Say) => "手機顯示家人說的話",
            (HelpDecision::Give, Help::RingNext) => "手機打給下一位家人",
            (HelpDecision::NoDanger, _) => "沒有照做：現時沒有紅色警告",
            (HelpDecision::NoCall, _) => "沒有照做：沒有通話中的電話",
            (HelpDecision::CallIsGood, _) => "沒有照做：通話的是通訊錄裏的人、緊急號碼或熱線",
            (HelpDecision::CallIsUnclear, _) => "沒有照做：不清楚會掛斷誰的電話",
        }
    }

    fn caller_kind(&self, kind: CallerKind) -> &'static str {
        match kind {
            CallerKind::Domestic => "境內",
            CallerKind::Overseas => "境外",
            CallerKind::Unknown => "不明",
        }
    }

    fn why(&self, why: Why) -> &'static str {
        match why {
            Why::CountryCode => "以加號和境外區號開頭。",
            Why::InternationalPrefix => "以國際長途字頭和境外區號開頭。",
            Why::HomeCountryCode => "以本地的國際區號開頭，而且本地有這樣的號碼。",
            Why::NationalNumber => "是本地普通號碼的樣子。",
            Why::ServiceNumber => "是本地的短號、免費電話或服務熱線。",
            Why::BareCountryCode => "以境外的國際區號開頭，只是沒寫加號；本地沒有這樣的號碼。",
            Why::UnassignedCode => "開頭的國際區號沒有分配給任何地方。",
            Why::ForgedHomeCode => "以本地的國際區號開頭，但本地不可能有這樣的號碼，是偽裝的。",
            Why::ForgedDoublePrefix => "一個國際字頭裏又套了一個，是偽裝的。",
            Why::ForgedAreaCode => "冒充國內長途區號，其實是境外的國際區號，是偽裝的。",
            Why::Withheld => "號碼被隱藏，或者手機沒有得到號碼。",
            Why::Placeholder => "只是代替號碼的佔位文字。",
            Why::NotANumber => "不是電話號碼。",
            Why::TooShort => "太短，哪裏都沒有這樣的號碼。",
            Why::TooLong => "太長，哪裏都沒有這樣的號碼。",
            Why::NoSuchNumber => "既不像本地的號碼，也不像鄰近地區的號碼。",
        }
    }

    fn lead(&self, lead: Span) -> String {
        format!("錢轉走前{}，已發出紅色警告", self.span(lead))
    }

    fn family_lead(&self, lead: Span) -> String {
        format!("錢轉走前{}，家人已得到通知", self.span(lead))
    }

    fn heard_late(&self, late: Span) -> String {
        format!("手機過了{}才報告", self.span(late))
    }

    fn hidden_events(&self, count: usize) -> String {
        format!("另有{count}件日常小事沒有列出")
    }

    fn quiet_summary(&self, warnings: usize, messages: usize) -> String {
        format!("警告{warnings}次，通知家人{messages}次")
    }
}

impl HongKong {
    fn caller(&self, caller: Caller, number: Option<&str>) -> String {
        let Some(number) = number.filter(|number| !number.is_empty()) else {
            return "號碼被隱藏".to_owned();
        };
        let note = match (caller.kind, caller.region) {
            (_, _) if caller.forged => "偽造的號碼".to_owned(),
            (CallerKind::Domestic, _) if caller.service => "服務號碼".to_owned(),
            (CallerKind::Domestic, _) => "境內號碼".to_owned(),
            (CallerKind::Overseas, Some(region)) => format!("{}號碼", self.region(region)),
            (CallerKind::Overseas, None) => "境外號碼".to_owned(),
            (CallerKind::Unknown, _) => "無法辨認".to_owned(),
        };
        format!("{}（{note}）", masked(number))
    }
}

fn install_source(source: InstallSource) -> &'static str {
    match source {
        InstallSource::Store => "來自應用程式商店",
        InstallSource::Sideload => "來自連結或檔案，不是應用程式商店",
        InstallSource::Unknown => "來源不明",
    }
}

fn protection(capability: Capability, granted: bool) -> String {
    let what = match capability {
        Capability::CallScreening => "查看來電號碼",
        Capability::PhoneState => "察覺通話",
        Capability::Contacts => "讀取通訊錄",
        Capability::Sms => "發送短訊",
        Capability::Notifications => "顯示通知",
        Capability::Overlay => "在其他程式上面顯示警告",
        Capability::UsageAccess => "查看正在使用的程式",
        Capability::Battery => "在背景運行",
        Capability::Autostart => "開機時自動啟動",
        Capability::InstalledApps => "查看手機上裝了哪些程式",
        Capability::BackgroundStart => "在背景彈出警告",
        Capability::LockScreen => "在鎖定畫面上顯示警告",
        Capability::UnusedExemption => "長期不開啟也保留權限",
    };
    match granted {
        true => format!("親守重新獲得權限：{what}"),
        false => format!("親守失去權限：{what}"),
    }
}

fn settings(screen: SettingsScreen) -> &'static str {
    match screen {
        SettingsScreen::Uninstall => "開啟了移除親守的畫面",
        SettingsScreen::AppInfo => "開啟了能強行停止親守的系統頁面",
        SettingsScreen::Accessibility => "開啟了無障礙設定",
        SettingsScreen::UsageAccess => "開啟了「使用記錄存取權」設定",
        SettingsScreen::Airplane => "開啟了飛行模式開關",
        SettingsScreen::UnknownSources => "開啟了「安裝不明應用程式」的授權頁面",
        SettingsScreen::Overlay => "開啟了「顯示在其他應用程式上面」的授權頁面",
        SettingsScreen::Nfc => "開啟了NFC設定",
    }
}

const LABELS: Labels = Labels {
    product: "親守",
    page_title: "手機上發生了什麼",
    page_intro: "這一頁按時間說明：手機上發生了什麼，親守說了什麼，為什麼這樣說。",
    contents: "目錄",
    because: "因為",
    family_told: "通知家人",
    all_clear: "警告撤下：危險已經過去",
    harm: "錢被轉走（或者本來會被轉走）",
    harm_short: "錢被轉走",
    no_red_before_harm: "錢轉走之前沒有發出紅色警告",
    family_not_told_before_harm: "錢轉走之前沒有通知家人",
    nothing_said: "親守沒有出聲",
    expected: "應當",
    found: "實際",
    silence: "不出聲",
    time_passes: "過了一會",
    source: "來源",
    sim_region: "電話卡歸屬",
    length: "全程",
    drawing: "時間圖",
    not_to_scale: "沒有事情的時段畫得短一些；下面列出的時間是準確的。",
    what_happened: "經過",
    hidden_by_number_note: "時間從第一件事算起。來電號碼的後四位已隱去。",
    lane_guard: "親守",
    lane_family: "家人",
    lane_calls: "電話",
    lane_voice: "語音",
    lane_apps: "程式",
    lane_sharing: "分享",
    lane_money: "款項",
    tag_answer: "回應",
    tag_phone: "手機",
    key_stranger: "陌生人",
    key_contact: "通訊錄裏的人",
    key_installed: "安裝程式",
    key_control: "遠端操控",
    tells_family: "並通知家人",
    rule: "規則",
    level: "級別",
    meaning: "含義",
    known_false_alarms: "已知誤報",
    windows: "時限",
    forged: "偽造",
};
