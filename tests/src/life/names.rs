//! App ids and invented telephone numbers, by market.

use kinguard_core::region::Region;

use super::dice::Dice;

/// The apps that a maker puts on its phones.
#[derive(Debug)]
pub(crate) struct Maker {
    pub(crate) launcher: &'static str,
    pub(crate) in_call: &'static str,
    pub(crate) dialer: &'static str,
    pub(crate) texts: &'static str,
    pub(crate) store: &'static str,
    pub(crate) installer: &'static str,
    pub(crate) browser: &'static str,
    pub(crate) gallery: &'static str,
    pub(crate) recorder: &'static str,
    pub(crate) mirror: &'static str,
}

impl Maker {
    /// One of the apps that come with the phone and that its store renews.
    pub(crate) fn of_the_phone(&self, dice: &mut Dice) -> &'static str {
        dice.pick(&[self.texts, self.store, self.recorder, self.mirror, self.gallery, self.browser])
    }

    /// Returns whether `package` comes with the phone.
    pub(crate) fn brings(&self, package: &str) -> bool {
        let own = [
            self.launcher,
            self.in_call,
            self.dialer,
            self.texts,
            self.store,
            self.installer,
            self.browser,
            self.gallery,
            self.recorder,
            self.mirror,
            self.screen_reader(),
        ];
        own.contains(&package) || (package == MEETIME && self.is_huawei())
    }

    /// The phone's own reader of what is on the screen.
    pub(crate) fn screen_reader(&self) -> &'static str {
        if self.is_huawei() { "com.huawei.screenreader" } else { "com.google.android.marvin.talkback" }
    }

    /// Returns whether the phone brings a video call of the maker's own.
    pub(crate) fn is_huawei(&self) -> bool {
        self.store == "com.huawei.appmarket"
    }
}

/// The video calls between phones of one maker.
pub(crate) const MEETIME: &str = "com.huawei.meetime";

/// Writes down what is said in a call.
pub(crate) const CAPTIONS: &str = "com.iflyrec.tjapp";

/// An insurer, which must record what it sells to older people.
pub(crate) const INSURER: &str = "com.pingan.lifeinsurance";

/// Skips adverts, and is an accessibility service for that.
pub(crate) const AD_SKIPPER: &str = "li.songe.gkd";

/// A watch's companion, which reads and answers messages.
pub(crate) const WATCH: &str = "com.huawei.health";

/// Opens the estate's gate by near-field communication.
pub(crate) const DOOR_CARD: &str = "com.wuye.menjin.ka";

pub(crate) const MAINLAND_MAKERS: &[&Maker] = &[
    &Maker {
        launcher: "com.miui.home",
        in_call: "com.android.incallui",
        dialer: "com.android.contacts",
        texts: "com.android.mms",
        store: "com.xiaomi.market",
        installer: "com.miui.packageinstaller",
        browser: "com.android.browser",
        gallery: "com.miui.gallery",
        recorder: "com.miui.screenrecorder",
        mirror: "com.xiaomi.mirror",
    },
    &Maker {
        launcher: "com.huawei.android.launcher",
        in_call: "com.android.incallui",
        dialer: "com.huawei.contacts",
        texts: "com.android.mms",
        store: "com.huawei.appmarket",
        installer: "com.android.packageinstaller",
        browser: "com.huawei.browser",
        gallery: "com.android.gallery3d",
        recorder: "com.huawei.screenrecorder",
        mirror: "com.huawei.pcassistant",
    },
    &Maker {
        launcher: "com.android.launcher",
        in_call: "com.android.incallui",
        dialer: "com.oplus.dialer",
        texts: "com.android.mms",
        store: "com.heytap.market",
        installer: "com.oplus.appdetail",
        browser: "com.heytap.browser",
        gallery: "com.coloros.gallery3d",
        recorder: "com.oplus.screenrecorder",
        mirror: "com.heytap.cast",
    },
    &Maker {
        launcher: "com.bbk.launcher2",
        in_call: "com.android.incallui",
        dialer: "com.android.contacts",
        texts: "com.android.mms",
        store: "com.bbk.appstore",
        installer: "com.android.packageinstaller",
        browser: "com.vivo.browser",
        gallery: "com.vivo.gallery",
        recorder: "com.vivo.smartshot",
        mirror: "com.vivo.vtouch",
    },
];

pub(crate) const WORLD_MAKERS: &[&Maker] = &[
    &Maker {
        launcher: "com.sec.android.app.launcher",
        in_call: "com.samsung.android.incallui",
        dialer: "com.samsung.android.dialer",
        texts: "com.samsung.android.messaging",
        store: "com.android.vending",
        installer: "com.samsung.android.packageinstaller",
        browser: "com.sec.android.app.sbrowser",
        gallery: "com.sec.android.gallery3d",
        recorder: "com.samsung.android.app.smartcapture",
        mirror: "com.samsung.android.mdx",
    },
    &Maker {
        launcher: "com.google.android.apps.nexuslauncher",
        in_call: "com.google.android.dialer",
        dialer: "com.google.android.dialer",
        texts: "com.google.android.apps.messaging",
        store: "com.android.vending",
        installer: "com.google.android.packageinstaller",
        browser: "com.android.chrome",
        gallery: "com.google.android.apps.photos",
        recorder: "com.android.systemui",
        mirror: "com.google.android.apps.chromecast.app",
    },
];

/// The apps that people of one region use.
#[derive(Debug)]
pub(crate) struct Market {
    pub(crate) chat: &'static str,
    pub(crate) wallets: &'static [&'static str],
    pub(crate) banks: &'static [&'static str],
    pub(crate) shops: &'static [&'static str],
    pub(crate) pastimes: &'static [&'static str],
    pub(crate) videos: &'static [&'static str],
    pub(crate) games: &'static [&'static str],
    pub(crate) meetings: &'static [&'static str],
    pub(crate) store_finds: &'static [(&'static str, Option<&'static str>)],
}

const MAINLAND: Market = Market {
    chat: "com.tencent.mm",
    wallets: &[
        "com.eg.android.AlipayGphone",
        "com.eg.android.AlipayGphone",
        "com.tencent.mm",
        "com.unionpay",
    ],
    banks: &["com.icbc", "com.chinamworld.main", "com.android.bankabc", "com.yitong.mbank.psbc", "cmb.pb"],
    shops: &["com.taobao.taobao", "com.xunmeng.pinduoduo", "com.jingdong.app.mall", "com.sankuai.meituan"],
    pastimes: &[
        "com.ss.android.ugc.aweme",
        "com.ss.android.article.news",
        "com.kuaishou.nebula",
        "com.moji.mjweather",
        "com.autonavi.minimap",
        "com.dragon.read",
        "com.android.settings",
        "com.tencent.karaoke",
    ],
    videos: &["com.tencent.qqlive", "com.qiyi.video", "tv.danmaku.bili"],
    games: &["com.qqgame.hlddz", "com.happyelements.AndroidAnimal", "com.tencent.qqgame.xq"],
    meetings: &["com.tencent.wemeet.app", "com.alibaba.android.rimet", "com.tencent.wework"],
    store_finds: &[
        ("com.moji.mjweather", Some("墨迹天气")),
        ("com.MobileTicket", Some("铁路12306")),
        ("com.sdu.didi.psnger", Some("滴滴出行")),
        ("cn.gov.tax.its", Some("个人所得税")),
        ("com.cainiao.wireless", Some("菜鸟")),
        ("com.ximalaya.ting.android", Some("喜马拉雅")),
        ("com.qqgame.hlddz", None),
        ("com.tencent.karaoke", Some("全民K歌")),
        ("com.xingin.xhs", Some("小红书")),
        ("com.unionpay", Some("云闪付")),
        ("com.bankcomm.Bankcomm", Some("交通银行")),
        ("com.jingdong.app.mall", Some("京东")),
    ],
};

const HONG_KONG: Market = Market {
    chat: "com.whatsapp",
    wallets: &[
        "com.octopuscards.nfc_reader",
        "hk.com.hsbc.paymefromhsbc",
        "hk.alipay.wallet",
        "com.octopuscards.nfc_reader",
    ],
    banks: &["hk.com.hsbc.hsbchkmobilebanking", "com.bochk.app.aos", "com.hangseng.rbmobile"],
    shops: &["com.hktv.ars.tmall", "com.openrice.android", "com.foodpanda.android"],
    pastimes: &[
        "com.google.android.youtube",
        "com.facebook.katana",
        "com.mtr.mtrmobile",
        "com.google.android.apps.maps",
        "hk.gov.hko.android.wxapp",
        "com.on.cc",
        "com.tencent.mm",
        "hk.org.ha.hago",
    ],
    videos: &["com.google.android.youtube", "com.tvb.mytvsuper", "com.viu.phone"],
    games: &["com.king.candycrushsaga", "com.mahjong.hk13", "com.bigtwo.hk"],
    meetings: &["us.zoom.videomeetings", "com.google.android.apps.tachyon", "com.microsoft.teams"],
    store_finds: &[
        ("com.mtr.mtrmobile", Some("MTR Mobile")),
        ("hk.gov.ogcio.iamsmart", Some("智方便")),
        ("com.openrice.android", Some("OpenRice")),
        ("com.hktv.ars.tmall", Some("HKTVmall")),
        ("com.mox.app", Some("Mox")),
        ("com.king.candycrushsaga", None),
    ],
};

const MACAU: Market = Market {
    wallets: &["com.macaupass.rechargeEasy", "com.macaupass.rechargeEasy", "com.eg.android.AlipayGphone"],
    banks: &["com.bocmacau.com", "com.bnu.mba"],
    chat: "com.tencent.mm",
    ..HONG_KONG
};

const TAIWAN: Market = Market {
    chat: "jp.naver.line.android",
    wallets: &["com.linepaytw.upay", "com.jkos.app", "com.pxpayplus.app", "com.easycard.wallet"],
    banks: &[
        "com.cathaybk.mymobibank.android",
        "com.esunbank",
        "tw.gov.post.mpost",
        "com.chinatrust.mobilebank",
    ],
    shops: &["com.shopee.tw", "com.momo.mobile.shoppingv2", "com.foodpanda.android"],
    pastimes: &[
        "com.google.android.youtube",
        "com.facebook.katana",
        "com.google.android.apps.maps",
        "com.nhi.mhbsandroid",
        "com.linetoday.tw",
        "tw.gov.cwa.weather",
    ],
    videos: &["com.google.android.youtube", "com.litv.mobile.gp.litv"],
    games: &["com.king.candycrushsaga", "com.gamesofa.mahjong"],
    meetings: &["us.zoom.videomeetings", "com.google.android.apps.tachyon", "com.cisco.webex.meetings"],
    store_finds: &[
        ("com.nhi.mhbsandroid", Some("健保快易通")),
        ("com.shopee.tw", Some("蝦皮購物")),
        ("com.jkos.app", Some("街口支付")),
        ("com.taiwanrail.erunapp", None),
    ],
};

const SINGAPORE: Market = Market {
    wallets: &["com.dbs.dbspaylah", "com.grabtaxi.passenger", "com.dbs.dbspaylah"],
    banks: &["com.dbs.sg.dbsmbanking", "com.ocbc.mobile", "com.uob.mighty.app"],
    shops: &["com.shopee.sg", "com.lazada.android", "com.ntuc.fairprice.omni"],
    store_finds: &[
        ("sg.ndi.sp", Some("Singpass")),
        ("com.ntuc.fairprice.omni", Some("FairPrice")),
        ("com.shopee.sg", Some("Shopee")),
        ("com.ocbc.mobile", Some("OCBC")),
    ],
    ..HONG_KONG
};

const MALAYSIA: Market = Market {
    wallets: &["my.com.tngdigital.ewallet", "my.com.tngdigital.ewallet", "com.grabtaxi.passenger"],
    banks: &["com.maybank2u.life", "com.cimb.cimbocto", "com.pbb.mypb"],
    shops: &["com.shopee.my", "com.lazada.android", "com.foodpanda.android"],
    store_finds: &[
        ("my.gov.onegovappstore.mysejahtera", Some("MySejahtera")),
        ("com.shopee.my", Some("Shopee")),
        ("com.astro.astrogo", None),
        ("my.com.myboost", Some("Boost")),
    ],
    ..HONG_KONG
};

/// Returns what people use whose SIM is from `home`.
pub(crate) fn market(home: Region) -> &'static Market {
    match home {
        Region::HK => &HONG_KONG,
        Region::MO => &MACAU,
        Region::TW => &TAIWAN,
        Region::SG => &SINGAPORE,
        Region::MY => &MALAYSIA,
        _ => &MAINLAND,
    }
}

/// Casting apps; the last two are in no list.
pub(crate) const CAST_APPS: &[&str] = &[
    "com.hpplay.happycast",
    "tv.danmaku.bili",
    "com.xiaomi.mirror",
    "com.heytap.cast",
    "com.yuntouping.tvhelper",
    "com.dapingtong.mirrorcast",
];

/// Files that people install from a web page or a chat.
pub(crate) const SIDELOADS: &[&str] =
    &["com.xiqu.guangbo", "com.dianshi.zhibo.tv", "com.qipai.majiang.laojia", "com.shipin.xiazai.dashi"];

/// Apps that nightly updates bring, besides those of the market.
pub(crate) const UPDATED: &[&str] = &[
    "com.tencent.mm",
    "com.tencent.wemeet.app",
    "com.oray.sunlogin",
    "com.baidu.searchbox",
    "com.tencent.qqlive",
    "com.ss.android.ugc.aweme",
    "com.google.android.youtube",
    "com.whatsapp",
    "us.zoom.videomeetings",
];

/// A mobile of `home`, as dialled at home. Invented: the middle digits are zeros.
pub(crate) fn mobile(dice: &mut Dice, home: Region) -> String {
    match home {
        Region::HK => format!("5{}000{}", dice.digits(1), dice.digits(3)),
        Region::MO => format!("66{}", dice.digits(6)),
        Region::TW => format!("0900{}", dice.digits(6)),
        Region::SG => format!("8100{}", dice.digits(4)),
        Region::MY => format!("012000{}", dice.digits(4)),
        _ => {
            let first = dice.pick(&["133", "135", "138", "150", "152", "159", "170", "176", "186", "199"]);
            format!("{first}000{}", dice.digits(5))
        }
    }
}

/// A landline of `home`, as dialled at home.
pub(crate) fn landline(dice: &mut Dice, home: Region) -> String {
    match home {
        Region::HK => format!("2{}0000{}", dice.within(1, 9), dice.digits(2)),
        Region::MO => format!("28{}", dice.digits(6)),
        Region::TW => format!("0220000{}", dice.digits(3)),
        Region::SG => format!("6200{}", dice.digits(4)),
        Region::MY => format!("032000{}", dice.digits(4)),
        _ => {
            // The five-digit ones are a four-digit area and the first digit of a seven-digit number. 0852 is Zunyi.
            let area = dice.pick(&["010", "021", "028", "0571", "0755", "08528", "08538", "08986"]);
            match area.len() {
                5 => format!("{area}000{}", dice.digits(3)),
                _ => format!("{area}6000{}", dice.digits(4)),
            }
        }
    }
}

/// A hotline of `home` that people ring and that rings people.
pub(crate) fn hotline(dice: &mut Dice, home: Region) -> String {
    match home {
        Region::HK => dice.pick(&["18222", "22333000", "1823"]).to_owned(),
        Region::MO => dice.pick(&["1000", "28590590"]).to_owned(),
        Region::TW => dice.pick(&["165", "0800080123", "123"]).to_owned(),
        Region::SG => dice.pick(&["1799", "18001111111"]).to_owned(),
        Region::MY => dice.pick(&["997", "1300886688"]).to_owned(),
        _ => dice
            .pick(&[
                "10086",
                "10010",
                "95588",
                "95533",
                "12345",
                "4008000123",
                "12329",
                "96110",
                "95598",
                "12306",
            ])
            .to_owned(),
    }
}

/// A number with the region's code in front, as some operators show every call.
pub(crate) fn with_country_code(number: &str, home: Region) -> String {
    let code = match home {
        Region::HK => "852",
        Region::MO => "853",
        Region::TW => "886",
        Region::SG => "65",
        Region::MY => "60",
        _ => "86",
    };
    format!("+{code}{}", number.strip_prefix('0').unwrap_or(number))
}

/// A number from outside `home`, in one of the ways phones show it.
pub(crate) fn overseas(dice: &mut Dice, home: Region) -> String {
    let prefix = match home {
        Region::CN => dice.pick(&["+", "00"]),
        Region::HK => dice.pick(&["+", "+", "001"]),
        _ => "+",
    };
    let regions: Vec<&str> =
        ["8525", "8536", "8869", "65", "601", "44", "1", "61", "81", "63", "855", "95", "234"]
            .into_iter()
            .filter(|code| !code_is_home(code, home))
            .collect();
    let code = dice.pick(&regions);
    let rest = match code {
        "8525" | "8536" => dice.digits(7),
        "8869" => format!("00{}", dice.digits(6)),
        "65" => format!("8{}", dice.digits(7)),
        "601" => format!("2{}", dice.digits(7)),
        "44" => format!("77009{}", dice.digits(5)),
        "1" => format!("21255501{}", dice.digits(2)),
        "61" => format!("4{}", dice.digits(8)),
        "81" => format!("80{}", dice.digits(8)),
        "63" => format!("917{}", dice.digits(7)),
        "855" => format!("12{}", dice.digits(6)),
        "95" => format!("9{}", dice.digits(8)),
        _ => format!("803{}", dice.digits(7)),
    };
    format!("{prefix}{code}{rest}")
}

fn code_is_home(code: &str, home: Region) -> bool {
    let own = match home {
        Region::HK => "852",
        Region::MO => "853",
        Region::TW => "886",
        Region::SG => "65",
        Region::MY => "60",
        _ => "86",
    };
    code.starts_with(own)
}

/// A relative's number abroad, and its region.
pub(crate) fn relative_abroad(dice: &mut Dice, home: Region) -> (String, Region) {
    let mut places = vec![
        (format!("+44770090{}", dice.digits(4)), Region::literal(b"GB")),
        (format!("+6421000{}", dice.digits(5)), Region::literal(b"NZ")),
        (format!("+6590000{}", dice.digits(3)), Region::SG),
        (format!("+852510{}", dice.digits(5)), Region::HK),
        (format!("+886900{}", dice.digits(6)), Region::TW),
        (format!("+86139000{}", dice.digits(5)), Region::CN),
    ];
    places.retain(|(_, region)| *region != home);
    let place = dice.within(0, places.len() as u64 - 1) as usize;
    places.swap_remove(place)
}
