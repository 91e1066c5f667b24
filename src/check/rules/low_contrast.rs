//! A020 `low-contrast`: two colours of the theme are too much alike.

use super::{Check, Group, Level, Published, Rule};
use crate::check::Parsed;
use crate::check::cascade::{NoColour, Scene, Tokens};
use crate::check::css::Css;
use crate::config::Contrast;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::stylesheets::LOW_CONTRAST;
use crate::plan::OutputKind;

pub(super) static RULE: Rule = Rule {
    code: &LOW_CONTRAST,
    level: Level::Error,
    group: Group::Accessibility,
    page: include_str!("../../../content/manual/rules/low-contrast.md"),
    check: Check::Output(check),
};

fn check(seen: &Published<'_>, found: &mut Vec<Diagnostic>) {
    let (Parsed::Css(css), OutputKind::Stylesheet(_)) = (&seen.parsed, &seen.output.kind) else {
        return;
    };
    for pair in &seen.context.site.config.theme_contrast {
        let ratios: Result<Vec<(Scene, f64)>, NoColour> =
            Scene::ALL.iter().map(|scene| Ok((*scene, ratio(css, *scene, pair)?))).collect();
        match ratios {
            Ok(ratios) => found.extend(too_low(seen, css, pair, &ratios)),
            Err(NoColour::Unknown(name)) => found.push(
                Diagnostic::new(&LOW_CONTRAST, format!("no stylesheet of the theme has `--{name}`"))
                    .at(&pair.path, pair.span)
                    .help("write the name of a custom property that `:root` declares"),
            ),
            Err(NoColour::Unreadable(value)) => found.push(
                Diagnostic::new(&LOW_CONTRAST, format!("`{value}` is no colour that can be compared"))
                    .at(&pair.path, pair.span)
                    .help("write it as `#rrggbb`; what stands behind words must not be see-through"),
            ),
        }
    }
}

fn ratio(css: &Css<'_>, scene: Scene, pair: &Contrast) -> Result<f64, NoColour> {
    let tokens = Tokens::new(css, scene);
    let (text, on) = (tokens.colour(&pair.text)?, tokens.colour(&pair.on)?);
    if on.alpha < 1.0 {
        return Err(NoColour::Unreadable(format!("--{}", pair.on)));
    }
    Ok(text.over(on).contrast(on))
}

fn too_low(
    seen: &Published<'_>,
    css: &Css<'_>,
    pair: &Contrast,
    ratios: &[(Scene, f64)],
) -> Option<Diagnostic> {
    let low: Vec<&(Scene, f64)> = ratios.iter().filter(|(_, ratio)| *ratio < pair.least).collect();
    let (scene, _) = low.iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
    // Rounded down: 4.499 is not 4.5.
    let said = |(scene, ratio): &&(Scene, f64)| {
        format!("{:.2} in {}", (ratio * 100.0).floor() / 100.0, scene.name())
    };
    let all = low.iter().map(said).collect::<Vec<_>>().join(", ");
    let (text, on, least) = (&pair.text, &pair.on, pair.least);
    let message = format!("`--{text}` on `--{on}` has a contrast of {all}; it needs {least}");
    let place = Tokens::new(css, *scene).declaration(text)?.span;
    let mut finding = seen.finding(&LOW_CONTRAST, place, message);
    finding.labels.push(crate::diagnostics::Label {
        path: pair.path.clone(),
        span: Some(pair.span),
        text: "promised here".to_owned(),
    });
    Some(finding.help(format!("make `--{text}` or `--{on}` darker or lighter")))
}
