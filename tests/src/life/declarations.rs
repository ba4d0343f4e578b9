//! The manifests of apps.

use kinguard_core::event::Declaration::{
    self, Accessibility, Capture, CardEmulation, InstallsApps, Overlay, Sms,
};
use kinguard_core::event::InstallSource;

use super::names::{self, Market};

/// Returns the declarations of `package`. Assumed by kind of app, from the big ones of each kind; a file in
/// no list is a fraudster's and asks for what they need.
pub(super) fn of(package: &str, source: InstallSource, market: &Market) -> Vec<Declaration> {
    match package {
        names::AD_SKIPPER => vec![Accessibility, Overlay],
        names::WATCH => vec![Accessibility, Sms, Overlay],
        names::DOOR_CARD => vec![CardEmulation],
        names::CAPTIONS => vec![Capture, Overlay],
        names::INSURER => vec![Capture],
        "com.oray.sunlogin" | "youqu.android.todesk" | "com.teamviewer.quicksupport.market" => {
            vec![Accessibility, Capture, Overlay]
        }
        "com.unionpay" | "com.octopuscards.nfc_reader" | "com.easycard.wallet" => vec![CardEmulation],
        // Such files update themselves.
        "com.dianshi.zhibo.tv" | "com.qipai.majiang.laojia" => vec![Overlay, InstallsApps],
        "com.shipin.xiazai.dashi" => vec![Overlay],
        _ if package == market.chat || market.meetings.contains(&package) => vec![Capture, Overlay],
        _ if market.banks.contains(&package) => vec![Sms, Capture],
        _ if market.wallets.contains(&package) => vec![Sms, Overlay],
        _ if market.shops.contains(&package) => vec![Overlay],
        _ if names::CAST_APPS.contains(&package) => vec![Capture],
        _ if names::SIDELOADS.contains(&package) => Vec::new(),
        _ if source == InstallSource::Sideload => vec![Accessibility, Sms, Overlay, Capture],
        _ => Vec::new(),
    }
}
