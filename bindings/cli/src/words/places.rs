//! Chinese and English names of the regions from which calls come. Any other region is shown by its code.

use kinguard_core::region::Region;

/// The Chinese and the English name.
pub(super) fn name(region: Region) -> Option<(&'static str, &'static str)> {
    PLACES.binary_search_by(|(code, _, _)| (*code).cmp(region.as_str())).ok().map(|index| {
        let (_, chinese, english) = PLACES[index];
        (chinese, english)
    })
}

/// In order of the code.
const PLACES: &[(&str, &str, &str)] = &[
    ("AE", "阿联酋", "the United Arab Emirates"),
    ("AR", "阿根廷", "Argentina"),
    ("AT", "奥地利", "Austria"),
    ("AU", "澳大利亚", "Australia"),
    ("BD", "孟加拉国", "Bangladesh"),
    ("BE", "比利时", "Belgium"),
    ("BG", "保加利亚", "Bulgaria"),
    ("BN", "文莱", "Brunei"),
    ("BR", "巴西", "Brazil"),
    ("BY", "白俄罗斯", "Belarus"),
    ("CA", "加拿大", "Canada"),
    ("CD", "刚果（金）", "the Democratic Republic of the Congo"),
    ("CH", "瑞士", "Switzerland"),
    ("CI", "科特迪瓦", "Côte d'Ivoire"),
    ("CL", "智利", "Chile"),
    ("CM", "喀麦隆", "Cameroon"),
    ("CN", "中国大陆", "mainland China"),
    ("CO", "哥伦比亚", "Colombia"),
    ("CU", "古巴", "Cuba"),
    ("CY", "塞浦路斯", "Cyprus"),
    ("CZ", "捷克", "Czechia"),
    ("DE", "德国", "Germany"),
    ("DK", "丹麦", "Denmark"),
    ("DZ", "阿尔及利亚", "Algeria"),
    ("EG", "埃及", "Egypt"),
    ("ES", "西班牙", "Spain"),
    ("ET", "埃塞俄比亚", "Ethiopia"),
    ("FI", "芬兰", "Finland"),
    ("FR", "法国", "France"),
    ("GB", "英国", "the United Kingdom"),
    ("GE", "格鲁吉亚", "Georgia"),
    ("GH", "加纳", "Ghana"),
    ("GR", "希腊", "Greece"),
    ("HK", "中国香港", "Hong Kong"),
    ("HU", "匈牙利", "Hungary"),
    ("ID", "印度尼西亚", "Indonesia"),
    ("IE", "爱尔兰", "Ireland"),
    ("IL", "以色列", "Israel"),
    ("IN", "印度", "India"),
    ("IQ", "伊拉克", "Iraq"),
    ("IR", "伊朗", "Iran"),
    ("IT", "意大利", "Italy"),
    ("JO", "约旦", "Jordan"),
    ("JP", "日本", "Japan"),
    ("KE", "肯尼亚", "Kenya"),
    ("KG", "吉尔吉斯斯坦", "Kyrgyzstan"),
    ("KH", "柬埔寨", "Cambodia"),
    ("KP", "朝鲜", "North Korea"),
    ("KR", "韩国", "South Korea"),
    ("KW", "科威特", "Kuwait"),
    ("KZ", "哈萨克斯坦", "Kazakhstan"),
    ("LA", "老挝", "Laos"),
    ("LK", "斯里兰卡", "Sri Lanka"),
    ("LT", "立陶宛", "Lithuania"),
    ("LU", "卢森堡", "Luxembourg"),
    ("LV", "拉脱维亚", "Latvia"),
    ("MA", "摩洛哥", "Morocco"),
    ("MM", "缅甸", "Myanmar"),
    ("MN", "蒙古国", "Mongolia"),
    ("MO", "中国澳门", "Macau"),
    ("MU", "毛里求斯", "Mauritius"),
    ("MV", "马尔代夫", "the Maldives"),
    ("MX", "墨西哥", "Mexico"),
    ("MY", "马来西亚", "Malaysia"),
    ("NG", "尼日利亚", "Nigeria"),
    ("NL", "荷兰", "the Netherlands"),
    ("NO", "挪威", "Norway"),
    ("NP", "尼泊尔", "Nepal"),
    ("NZ", "新西兰", "New Zealand"),
    ("PA", "巴拿马", "Panama"),
    ("PE", "秘鲁", "Peru"),
    ("PG", "巴布亚新几内亚", "Papua New Guinea"),
    ("PH", "菲律宾", "the Philippines"),
    ("PK", "巴基斯坦", "Pakistan"),
    ("PL", "波兰", "Poland"),
    ("PT", "葡萄牙", "Portugal"),
    ("QA", "卡塔尔", "Qatar"),
    ("RO", "罗马尼亚", "Romania"),
    ("RS", "塞尔维亚", "Serbia"),
    ("RU", "俄罗斯", "Russia"),
    ("SA", "沙特阿拉伯", "Saudi Arabia"),
    ("SE", "瑞典", "Sweden"),
    ("SG", "新加坡", "Singapore"),
    ("TH", "泰国", "Thailand"),
    ("TJ", "塔吉克斯坦", "Tajikistan"),
    ("TL", "东帝汶", "Timor-Leste"),
    ("TR", "土耳其", "Türkiye"),
    ("TW", "中国台湾", "Taiwan"),
    ("TZ", "坦桑尼亚", "Tanzania"),
    ("UA", "乌克兰", "Ukraine"),
    ("US", "美国", "the United States"),
    ("UZ", "乌兹别克斯坦", "Uzbekistan"),
    ("VN", "越南", "Vietnam"),
    ("VU", "瓦努阿图", "Vanuatu"),
    ("ZA", "南非", "South Africa"),
    ("ZM", "赞比亚", "Zambia"),
];

#[cfg(test)]
mod tests {
    use super::PLACES;

    #[test]
    fn the_codes_are_in_order() {
        assert!(PLACES.is_sorted_by(|left, right| left.0 < right.0));
    }
}
