//! An HTML page to look through all pictures, without a server.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::picture::Picture;
use crate::workspace::Outcome;

const HEAD: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>KinGuard: every screen</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.4 system-ui, sans-serif; }
  body { margin: 1rem; }
  nav { position: sticky; top: 0; background: Canvas; padding: .5rem 0; border-bottom: 1px solid; }
  label { margin-right: 1rem; }
  .row { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
  figure { margin: 0; }
  figcaption { font-size: .8rem; max-width: 270px; }
  img { width: 270px; border: 1px solid GrayText; }
  .side { width: 480px; }
  [hidden] { display: none; }
</style>
<h1>Every screen</h1>
"#;

const SCRIPT: &str = r#"<script>
  const chosen = [...document.querySelectorAll('select')];
  const apply = () => {
    for (const figure of document.querySelectorAll('figure')) {
      figure.hidden = chosen.some(({ name, value }) => value && figure.dataset[name] !== value);
    }
    for (const section of document.querySelectorAll('section')) {
      section.hidden = !section.querySelector('figure:not([hidden])');
    }
  };
  chosen.forEach(select => select.addEventListener('change', apply));
  apply();
</script>
"#;

/// Writes `index.html` beside the pictures and returns its path.
pub(super) fn write(pictures: &[Picture], folder: &Path) -> Outcome<PathBuf> {
    let path = folder.join("index.html");
    fs::write(&path, page(pictures)).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}

fn page(pictures: &[Picture]) -> String {
    let mut html = HEAD.to_owned();
    html.push_str("<nav>\n");
    choice(&mut html, "language", "zh-CN", pictures.iter().map(|picture| &*picture.language));
    choice(&mut html, "phone", "tall-x1", pictures.iter().map(|picture| &*picture.phone));
    choice(&mut html, "light", "day", pictures.iter().map(light));
    choice(&mut html, "page", "", pictures.iter().map(|picture| &*picture.page));
    html.push_str("</nav>\n");
    for states in pictures.chunk_by(|one, next| one.state == next.state) {
        let Some(Picture { state, .. }) = states.first() else { continue };
        let _ = write!(html, "<section>\n<h2>{state}</h2>\n<div class=\"row\">\n");
        states.iter().for_each(|picture| figure(&mut html, picture));
        html.push_str("</div>\n</section>\n");
    }
    html.push_str(SCRIPT);
    html
}

fn light(picture: &Picture) -> &str {
    if picture.is_night { "night" } else { "day" }
}

/// A selection of which the empty value means all.
fn choice<'a>(html: &mut String, name: &str, first: &str, values: impl Iterator<Item = &'a str>) {
    let mut values: Vec<_> = values.collect();
    values.sort_unstable();
    values.dedup();
    let _ = write!(html, "<label>{name} <select name=\"{name}\"><option value=\"\">all</option>");
    for value in values {
        let selected = if value == first { " selected" } else { "" };
        let _ = write!(html, "<option{selected}>{value}</option>");
    }
    html.push_str("</select></label>\n");
}

fn figure(html: &mut String, picture: &Picture) {
    let Picture { page, state, language, phone, .. } = picture;
    let file = picture.path.file_name().unwrap_or_default().to_string_lossy();
    let side = if phone.starts_with("side") { " class=\"side\"" } else { "" };
    let whole = if picture.is_whole { ", whole" } else { "" };
    let light = light(picture);
    let _ = writeln!(
        html,
        "<figure data-language=\"{language}\" data-phone=\"{phone}\" data-light=\"{light}\" data-page=\"{page}\">\
         <a href=\"{file}\"><img{side} loading=\"lazy\" src=\"{file}\" alt=\"{state}, {language}, {phone}, {light}\"></a>\
         <figcaption>{language}, {phone}, {light}{whole}</figcaption></figure>"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_every_picture_once_under_its_state() {
        let pictures: Vec<_> = [
            "home-a-zh-CN-tall-x1-notnight.png",
            "home-a-en-GB-side-x2-night.png",
            "lock-zh-CN-tall-x1-night.png",
        ]
        .iter()
        .filter_map(|name| Picture::of(Path::new(name)))
        .collect();
        let html = page(&pictures);
        assert_eq!(3, html.matches("<figure ").count());
        assert_eq!(2, html.matches("<h2>").count());
        assert!(html.contains(
            "data-language=\"en-GB\" data-phone=\"side-x2\" data-light=\"night\" data-page=\"home\""
        ));
        assert!(html.contains("<option selected>tall-x1</option>"));
        assert!(!html.contains("http"), "nothing is fetched from elsewhere");
    }
}
