// Forced colours, as Windows' high contrast sets them, in Chromium: backgrounds go, so what they told must be
// told by borders. On a page of each kind, and on one with each kind of care card: the frame of Help now, the
// frame and tab of each card, drawings, and a focus ring on every stop. `checklist-paper.mjs` sees to the answers.

/** Runs in the page. */
function wrong() {
  if (!matchMedia('(forced-colors: active)').matches) return ['forced colours are not emulated'];
  const found = [];
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = 'Canvas';
  const canvas = getComputedStyle(probe).color;
  probe.remove();
  const seen = (style, side) => style[`${side}Style`] !== 'none' && Number.parseFloat(style[`${side}Width`]) >= 1 && style[`${side}Color`] !== canvas;
  const framed = (element, what) => {
    const style = getComputedStyle(element);
    for (const side of ['Top', 'Right', 'Bottom', 'Left']) if (!seen(style, `border${side}`)) found.push(`${what} has no border ${side.toLowerCase()} that can be seen`);
  };
  const name = (element) => `<${element.tagName.toLowerCase()}> “${(element.textContent || element.id || element.name || '').trim().slice(0, 30)}”`;

  framed(document.querySelector('.masthead .help'), 'Help now');
  for (const box of document.querySelectorAll('.box-warning, .box-medicine, .box-urgent, .box-emergency')) {
    framed(box, box.className);
    const tab = box.querySelector('.box-tab');
    if (tab) framed(tab, `the tab of ${box.className}`);
    else if (box.matches('[role]')) found.push(`${box.className} has no tab`); // the frame of a plain warning needs none
  }
  for (const line of document.querySelectorAll('svg :is(path, line, circle, rect, text)')) {
    if (!line.checkVisibility({ visibilityProperty: true }) || line.closest('.pattern')) continue;
    const { stroke, fill } = getComputedStyle(line);
    if ([stroke, fill].every((colour) => colour === 'none' || colour === canvas)) found.push('a drawing has the colour of the page');
  }

  // Focus that a script gives is shown as a keyboard's, after a Tab.
  for (const stop of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
    if (!stop.checkVisibility({ visibilityProperty: true }) || stop.disabled) continue;
    stop.focus();
    if (document.activeElement !== stop) continue;
    const ringed = [stop, stop.closest('label'), stop.closest('.sign')].some((one) => one && seen(getComputedStyle(one), 'outline'));
    if (!ringed) found.push(`no focus ring on ${name(stop)}`);
  }
  return [...new Set(found)].slice(0, 6);
}

export async function forcedColours(site, server, browser, check) {
  const page = await browser.newPage();
  const client = await page.createCDPSession();
  await page.setViewport({ width: 1280, height: 900 });
  for (const scheme of ['light', 'dark']) {
    await client.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: scheme }] });
    for (const [kind, path] of Object.entries({ ...site.kinds, ...site.cards })) {
      await page.goto(server.origin + path);
      await page.keyboard.press('Tab');
      check(`${kind} ${path}, ${scheme}`, await page.evaluate(wrong));
    }
  }
  await client.detach();
  await page.close();
}
