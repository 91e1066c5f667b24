//! How large a vector picture is.

/// Width and height of an SVG from the attributes of its root, else from its `viewBox`
/// (<https://www.w3.org/TR/SVG2/struct.html#SVGElement>). Units other than pixels do not count.
pub(super) fn size(text: &str) -> Option<(u32, u32)> {
    let mut reader = quick_xml::Reader::from_str(text);
    let root = loop {
        match reader.read_event().ok()? {
            quick_xml::events::Event::Start(e) | quick_xml::events::Event::Empty(e) => {
                break e.into_owned();
            }
            quick_xml::events::Event::Eof => return None,
            _ => {}
        }
    };
    let attribute = |name: &str| {
        let value = root.try_get_attribute(name).ok()??;
        Some(value.value.into_owned())
    };
    let pixels = |text: String| text.trim().trim_end_matches("px").parse::<f64>().ok();
    // Written numbers can be anything: `NaN`, `-5`, `1e9`. A line of half a pixel is one pixel.
    let is_sensible = |number: f64| number > 0.0 && number <= 30_000.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first")]
    let whole = |number: f64| number.round().clamp(1.0, 30_000.0) as u32;
    let both = |w, h| (is_sensible(w) && is_sensible(h)).then(|| (whole(w), whole(h)));
    if let (Some(w), Some(h)) =
        (attribute("width").and_then(pixels), attribute("height").and_then(pixels))
    {
        return both(w, h);
    }
    let view = attribute("viewBox")?;
    let numbers: Vec<f64> =
        view.split([' ', ',']).filter(|p| !p.is_empty()).filter_map(|p| p.parse().ok()).collect();
    match numbers[..] {
        [_, _, w, h] => both(w, h),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn an_svg_has_the_size_its_root_says() {
        assert_eq!(size("<svg width='20' height=\"10px\"/>"), Some((20, 10)));
        assert_eq!(
            size("<?xml version='1.0'?><svg viewBox='0 0 16 8.4'><g/></svg>"),
            Some((16, 8))
        );
        assert_eq!(size("<svg width='1em' height='1em'/>"), None);
        assert_eq!(size("not xml"), None);
        for nonsense in ["0", "-5", "NaN", "inf", "1e9"] {
            assert_eq!(size(&format!("<svg width='{nonsense}' height='9'/>")), None, "{nonsense}");
        }
    }
}
