//! Finding things in Chinese: splitting text for full-text search, and pinyin for picking names.

use pinyin::ToPinyin;

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Puts a space between CJK characters, so that a plain full-text index takes each as a word; asked
/// for as a phrase, even two characters are then found. Other words are lower-cased and kept whole.
pub fn split_cjk(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut after_cjk = true;
    for c in text.chars() {
        let cjk = is_cjk(c);
        if cjk || !c.is_alphanumeric() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            if cjk {
                out.push(c);
            }
        } else {
            if after_cjk && !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            out.extend(c.to_lowercase());
        }
        after_cjk = cjk;
    }
    out.truncate(out.trim_end().len());
    out
}

/// Surnames whose reading as a name differs from the common one.
const SURNAMES: &[(char, &str)] = &[
    ('单', "shan"),
    ('曾', "zeng"),
    ('仇', "qiu"),
    ('区', "ou"),
    ('查', "zha"),
    ('解', "xie"),
    ('尉', "wei"),
    ('乐', "yue"),
    ('盖', "ge"),
    ('任', "ren"),
    ('朴', "piao"),
    ('翟', "zhai"),
    ('晟', "cheng"),
    ('缪', "miao"),
];

/// Full pinyin and initials of a name, without tones: 周明远 → (`zhoumingyuan`, `zmy`).
///
/// Computed once where the name is written and stored beside it; letters and digits stand for themselves.
pub fn pinyin_keys(name: &str) -> (String, String) {
    let (mut full, mut initials) = (String::new(), String::new());
    for (i, c) in name.chars().filter(|c| c.is_alphanumeric()).enumerate() {
        let surname = SURNAMES.iter().find(|(name, _)| i == 0 && *name == c).map(|(_, reading)| *reading);
        let lower = c.to_lowercase().to_string();
        let syllable = surname.or_else(|| c.to_pinyin().map(|p| p.plain())).unwrap_or(&lower);
        full.push_str(syllable);
        initials.extend(syllable.chars().next());
    }
    // ü is typed as v on every keyboard.
    (full.replace('ü', "v"), initials)
}

/// Whether a name answers to what somebody typed: characters of the name, its initials or its pinyin from the start.
pub fn name_matches(name: &str, full: &str, initials: &str, typed: &str) -> bool {
    let typed: String = typed.trim().to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    typed.is_empty() || name.to_lowercase().contains(&typed) || initials.starts_with(&typed) || full.starts_with(&typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_split_into_characters_and_other_words_stay_whole() {
        for (text, split) in [
            ("老旧小区加装电梯", "老 旧 小 区 加 装 电 梯"),
            ("请来5G基站，OK。", "请 来 5g 基 站 ok"),
            ("abc def", "abc def"),
            ("", ""),
            ("，。", ""),
        ] {
            assert_eq!(split_cjk(text), split);
        }
    }

    #[test]
    fn a_name_is_found_by_character_initials_and_pinyin() {
        let name = "周明远";
        let (full, initials) = pinyin_keys(name);
        assert_eq!((full.as_str(), initials.as_str()), ("zhoumingyuan", "zmy"));
        for typed in ["", "周", "明远", "zmy", "ZM", "zhou", "zhoum", " z m "] {
            assert!(name_matches(name, &full, &initials, typed), "{typed}");
        }
        for typed in ["my", "李", "zhang"] {
            assert!(!name_matches(name, &full, &initials, typed), "{typed}");
        }
    }

    #[test]
    fn a_surname_is_read_as_a_surname() {
        assert_eq!(pinyin_keys("单国强").1, "sgq");
        assert_eq!(pinyin_keys("曾毅").0, "zengyi");
        assert_eq!(pinyin_keys("吕红").0, "lvhong");
    }
}
