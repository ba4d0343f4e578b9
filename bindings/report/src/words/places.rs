//! Chinese, in both ways of writing it, and English names of the regions from which calls come. Any other region is shown by its code.

use kinguard_core::region::Region;

/// The names of a region.
pub(super) struct Place {
    pub(super) chinese: &'static str,
    pub(super) hong_kong: &'static str,
    pub(super) english: &'static str,
}

/// Returns the names of `region`.
pub(super) fn name(region: Region) -> Option<Place> {
    PLACES.binary_search_by(|(code, ..)| (*code).cmp(region.as_str())).ok().map(|index| {
        let (_, chinese, hong_kong, english) = PLACES[index];
        Place { chinese, hong_kong, english }
    })
}

/// In order of the code.
const PLACES: &[(&str, &str, &str, &str)] = &[
    ("AE", "阿联酋", "阿聯酋", "the United Arab Emirates"),
    ("AR", "阿根廷", "阿根廷", "Argentina"),
    ("AT", "奥地利", "奧地利", "Austria"),
    ("AU", "澳大利亚", "澳洲", "Australia"),
    ("BD", "孟加拉国", "孟加拉國", "Bangladesh"),
    ("BE", "比利时", "比利時", "Belgium"),
    ("BG", "保加利亚", "保加利亞", "Bulgaria"),
    ("BN", "文莱", "文萊", "Brunei"),
    ("BR", "巴西", "巴西", "Brazil"),
    ("BY", "白俄罗斯", "白俄羅斯", "Belarus"),
    ("CA", "加拿大", "加拿大", "Canada"),
    ("CD", "刚果（金）", "剛果（金）", "the Democratic Republic of the Congo"),
    ("CH", "瑞士", "瑞士", "Switzerland"),
    ("CI", "科特迪瓦", "科特迪瓦", "Côte d'Ivoire"),
    ("CL", "智利", "智利", "Chile"),
    ("CM", "喀麦隆", "喀麥隆", "Cameroon"),
    ("CN", "中国大陆", "中國大陸", "mainland China"),
    ("CO", "哥伦比亚", "哥倫比亞", "Colombia"),
    ("CU", "古巴", "古巴", "Cuba"),
    ("CY", "塞浦路斯", "塞浦路斯", "Cyprus"),
    ("CZ", "捷克", "捷克", "Czechia"),
    ("DE", "德国", "德國", "Germany"),
    ("DK", "丹麦", "丹麥", "Denmark"),
    ("DZ", "阿尔及利亚", "阿爾及利亞", "Algeria"),
    ("EG", "埃及", "埃及", "Egypt"),
    ("ES", "西班牙", "西班牙", "Spain"),
    ("ET", "埃塞俄比亚", "埃塞俄比亞", "Ethiopia"),
    ("FI", "芬兰", "芬蘭", "Finland"),
    ("FR", "法国", "法國", "France"),
    ("GB", "英国", "英國", "the United Kingdom"),
    ("GE", "格鲁吉亚", "格魯吉亞", "Georgia"),
    ("GH", "加纳", "加納", "Ghana"),
    ("GR", "希腊", "希臘", "Greece"),
    ("HK", "中国香港", "中國香港", "Hong Kong"),
    ("HU", "匈牙利", "匈牙利", "Hungary"),
    ("ID", "印度尼西亚", "印度尼西亞", "Indonesia"),
    ("IE", "爱尔兰", "愛爾蘭", "Ireland"),
    ("IL", "以色列", "以色列", "Israel"),
    ("IN", "印度", "印度", "India"),
    ("IQ", "伊拉克", "伊拉克", "Iraq"),
    ("IR", "伊朗", "伊朗", "Iran"),
    ("IT", "意大利", "意大利", "Italy"),
    ("JO", "约旦", "約旦", "Jordan"),
    ("JP", "日本", "日本", "Japan"),
    ("KE", "肯尼亚", "肯尼亞", "Kenya"),
    ("KG", "吉尔吉斯斯坦", "吉爾吉斯斯坦", "Kyrgyzstan"),
    ("KH", "柬埔寨", "柬埔寨", "Cambodia"),
    ("KP", "朝鲜", "朝鮮", "North Korea"),
    ("KR", "韩国", "韓國", "South Korea"),
    ("KW", "科威特", "科威特", "Kuwait"),
    ("KZ", "哈萨克斯坦", "哈薩克斯坦", "Kazakhstan"),
    ("LA", "老挝", "老撾", "Laos"),
    ("LK", "斯里兰卡", "斯里蘭卡", "Sri Lanka"),
    ("LT", "立陶宛", "立陶宛", "Lithuania"),
    ("LU", "卢森堡", "盧森堡", "Luxembourg"),
    ("LV", "拉脱维亚", "拉脱維亞", "Latvia"),
    ("MA", "摩洛哥", "摩洛哥", "Morocco"),
    ("MM", "缅甸", "緬甸", "Myanmar"),
    ("MN", "蒙古国", "蒙古國", "Mongolia"),
    ("MO", "中国澳门", "中國澳門", "Macau"),
    ("MU", "毛里求斯", "毛里求斯", "Mauritius"),
    ("MV", "马尔代夫", "馬爾代夫", "the Maldives"),
    ("MX", "墨西哥", "墨西哥", "Mexico"),
    ("MY", "马来西亚", "馬來西亞", "Malaysia"),
    ("NG", "尼日利亚", "尼日利亞", "Nigeria"),
    ("NL", "荷兰", "荷蘭", "the Netherlands"),
    ("NO", "挪威", "挪威", "Norway"),
    ("NP", "尼泊尔", "尼泊爾", "Nepal"),
    ("NZ", "新西兰", "新西蘭", "New Zealand"),
    ("PA", "巴拿马", "巴拿馬", "Panama"),
    ("PE", "秘鲁", "秘魯", "Peru"),
    ("PG", "巴布亚新几内亚", "巴布亞新幾內亞", "Papua New Guinea"),
    ("PH", "菲律宾", "菲律賓", "the Philippines"),
    ("PK", "巴基斯坦", "巴基斯坦", "Pakistan"),
    ("PL", "波兰", "波蘭", "Poland"),
    ("PT", "葡萄牙", "葡萄牙", "Portugal"),
    ("QA", "卡塔尔", "卡塔爾", "Qatar"),
    ("RO", "罗马尼亚", "羅馬尼亞", "Romania"),
    ("RS", "塞尔维亚", "塞爾維亞", "Serbia"),
    ("RU", "俄罗斯", "俄羅斯", "Russia"),
    ("SA", "沙特阿拉伯", "沙特阿拉伯", "Saudi Arabia"),
    ("SE", "瑞典", "瑞典", "Sweden"),
    ("SG", "新加坡", "新加坡", "Singapore"),
    ("TH", "泰国", "泰國", "Thailand"),
    ("TJ", "塔吉克斯坦", "塔吉克斯坦", "Tajikistan"),
    ("TL", "东帝汶", "東帝汶", "Timor-Leste"),
    ("TR", "土耳其", "土耳其", "Türkiye"),
    ("TW", "中国台湾", "中國台灣", "Taiwan"),
    ("TZ", "坦桑尼亚", "坦桑尼亞", "Tanzania"),
    ("UA", "乌克兰", "烏克蘭", "Ukraine"),
    ("US", "美国", "美國", "the United States"),
    ("UZ", "乌兹别克斯坦", "烏茲別克斯坦", "Uzbekistan"),
    ("VN", "越南", "越南", "Vietnam"),
    ("VU", "瓦努阿图", "瓦努阿圖", "Vanuatu"),
    ("ZA", "南非", "南非", "South Africa"),
    ("ZM", "赞比亚", "贊比亞", "Zambia"),
];

#[cfg(test)]
mod tests {
    use super::PLACES;

    #[test]
    fn the_codes_are_in_order() {
        assert!(PLACES.is_sorted_by(|left, right| left.0 < right.0));
    }
}
