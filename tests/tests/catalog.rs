//! The rows of the catalogue, and the readings of names without a row.

use std::collections::BTreeSet;

use kinguard_core::catalog::{self, Category, label_suggests_remote_session, lookup};
use serde_json::Value;

const FILE: &str = include_str!("../../core/data/apps.json");

fn category(package: &str) -> Category {
    lookup(package).expect(package).category
}

/// Android: a letter, then letters, digits and underscores.
fn is_segment(segment: &str) -> bool {
    segment.starts_with(|first: char| first.is_ascii_alphabetic())
        && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[test]
fn every_row_has_its_form() {
    for app in catalog::rows() {
        let package = app.package;
        assert!(package.split('.').count() >= 2 && package.split('.').all(is_segment), "{package}");
        for text in [app.name, app.name_en] {
            assert!(!text.is_empty() && text == text.trim(), "{package}: {text:?}");
        }
        let is_region = app.region.len() == 2 && app.region.bytes().all(|letter| letter.is_ascii_uppercase());
        assert!(is_region || app.region == "INTL", "{package}: {}", app.region);
        assert!(!app.also_pays || app.category == Category::Messaging, "{package}");
        assert_eq!(lookup(package).map(|found| found.name), Some(app.name));
    }
    let folded: BTreeSet<_> = catalog::rows().iter().map(|app| app.package.to_lowercase()).collect();
    assert_eq!(folded.len(), catalog::rows().len(), "no two ids differ only in case");
}

#[test]
fn the_file_has_one_row_a_line_sorted_by_category_and_package() {
    let lines: Vec<_> = FILE.lines().collect();
    let [first, rows @ .., last] = lines.as_slice() else { panic!("the file has rows") };
    assert_eq!((*first, *last, rows.len()), ("[", "]", catalog::rows().len()));
    let keys: Vec<(String, String)> = rows
        .iter()
        .map(|line| {
            let row: Vec<Value> = serde_json::from_str(line.trim_end_matches(',')).expect(line);
            let text = |index: usize| row[index].as_str().expect(line).to_owned();
            (text(3), text(0))
        })
        .collect();
    for (before, after) in keys.iter().zip(&keys[1..]) {
        assert!(before < after, "{before:?} stands before {after:?}");
    }
}

#[test]
fn money_leaves_through_an_insurer_but_not_through_a_tool() {
    for package in ["com.pingan.lifeinsurance", "com.chinalife.ebz", "com.cloudpower.netsale.activity"] {
        assert_eq!(category(package), Category::Insurance, "{package}");
        assert!(category(package).holds_money());
    }
    for package in ["cn.gov.pbc.dcep", "com.msxf.ayh", "com.bitget.exchange", "vip.mytokenpocket", "cmb.pb"] {
        assert!(category(package).holds_money(), "{package}");
    }
    for (package, expected) in [
        ("com.wakdev.wdnfc", Category::NfcTool),
        ("de.tu_darmstadt.seemoo.nfcgate", Category::NfcTool),
        ("com.hpplay.happycast", Category::Mirroring),
        ("com.google.android.projection.gearhead", Category::Mirroring),
        ("com.miui.screenrecorder", Category::LocalCapture),
        // One person calls another: nobody sits in a meeting.
        ("com.huawei.meetime", Category::Messaging),
        ("com.xiaomi.mitime", Category::Messaging),
    ] {
        assert_eq!(category(package), expected, "{package}");
        assert!(!expected.holds_money());
    }
}

#[test]
fn a_label_of_the_trade_suggests_a_remote_session() {
    for label in [
        "云会通",
        "云视通",
        "云*通",
        "云**",
        "云＊通",
        "云协通",
        "雲會通",
        "雲視通",
        "雲協通",
        "新云会通",
        "云聊",
        "雲聊",
        "符号",
        "符號",
        "海鸥",
        "海鷗",
        " 海鸥 ",
        "信源密信",
        "枝聊",
        "软视通",
        "軟視通",
        "速议宝",
        "速議寶",
        "银行*会议",
        "中银会议",
        "銀聯會議",
        "平安客服",
        "云通视频会议",
        "中建云会议",
        "屏幕共享",
        "螢幕分享",
        "遠程協助",
        "遠端協助",
        "Meeting",
        "ScamSupport",
        "Remote Desk",
    ] {
        assert!(label_suggests_remote_session(label), "{label}");
    }
}

#[test]
fn a_cloud_in_a_name_suggests_nothing_by_itself() {
    for label in [
        "云医通",
        "雲醫通",
        "云缴通",
        "云税通",
        "云校通",
        "云停通",
        "云政通",
        "云通",
        "云闪付",
        "雲閃付",
        "易信云",
        "一网通",
        "一網通",
        "交通银行",
        "云南交通",
        "云上会员通",
        "阿里云盘",
        "百度云",
        "联通云",
        "卫士通",
        "云",
        "",
        "海鸥手表",
        "海鷗錶",
        "标点符号",
        "特殊符號大全",
        "信源",
        "枝江聊天",
        "会员通",
        "视听通",
        "天气通",
        "個人雲",
    ] {
        assert!(!label_suggests_remote_session(label), "{label}");
    }
}
