//! Finds apps in the catalogue.

use kinguard_core::catalog::{self, App, Category, Confidence};
use serde::Serialize;

/// One app found.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Found {
    package: &'static str,
    name: &'static str,
    name_en: &'static str,
    category: Category,
    region: &'static str,
}

/// The apps whose name or id contains `query`, those that begin with it first.
pub(crate) fn search(query: &str, most: usize) -> Vec<Found> {
    let query = query.trim().to_lowercase();
    if query.is_empty() {
        return Vec::new();
    }
    let texts = |app: &App| [app.name.to_lowercase(), app.name_en.to_lowercase(), app.package.to_owned()];
    let mut found: Vec<(bool, &App)> = catalog::rows()
        .iter()
        .filter(|app| texts(app).iter().any(|text| text.contains(&query)))
        .map(|app| (!texts(app).iter().any(|text| text.starts_with(&query)), app))
        .collect();
    found.sort_by_key(|(inside, _)| *inside);
    found
        .into_iter()
        .take(most)
        .map(|(_, app)| Found {
            package: app.package,
            name: app.name,
            name_en: app.name_en,
            category: app.category,
            region: app.region,
        })
        .collect()
}

/// What an app is to the parent.
pub(crate) fn kind(package: &str) -> &'static str {
    match catalog::lookup(package).map(|app| app.category) {
        Some(category) if category.holds_money() => "money",
        Some(Category::Messages) => "messages",
        _ => "",
    }
}

/// The name of an app, or nothing if the catalogue has none that is sure.
pub(crate) fn name(package: &str, lang: &str) -> &'static str {
    let app = catalog::lookup(package).filter(|app| app.confidence == Confidence::Confirmed);
    app.map_or("", |app| if lang == "en" { app.name_en } else { app.name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_is_found_by_either_name_and_by_its_id() {
        for query in ["支付宝", "alipay", "ALIPAY", "com.eg.android"] {
            let found = search(query, 5);
            assert!(
                found.iter().any(|app| app.package == "com.eg.android.AlipayGphone"),
                "{query}: {found:?}"
            );
        }
        assert_eq!(["com.icbc", "com.android.mms", "com.tencent.mm"].map(kind), ["money", "messages", ""]);
        assert_eq!(search("  ", 5), []);
        assert_eq!(search("bank", 3).len(), 3);
    }
}
