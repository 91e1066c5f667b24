// The first Tab reaches the skip link, Enter goes to the text, and the next Tab goes on from there.

const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    return {
      name: element.outerHTML.slice(0, 80),
      skip: element.matches('a.skip[href^="#"]'),
      inMain: Boolean(element.closest('main')),
      seen: box.width > 20 && box.height >= 24 && box.top >= 0 && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight,
      outline: getComputedStyle(element).outlineStyle !== 'none' || getComputedStyle(element).boxShadow !== 'none',
    };
  });

export async function keyboard(site, server, browser, check) {
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 740 });
  for (const [kind, path] of Object.entries(site.kinds)) {
    const problems = [];
    await page.goto(server.origin + path);
    await page.keyboard.press('Tab');
    const first = await focused(page);
    if (!first.skip) {
      check(`${kind} ${path}`, [`the first Tab reaches ${first.name}`]);
      continue;
    }
    if (!first.seen) problems.push('the skip link is not to be seen');
    if (!first.outline) problems.push('the skip link has no focus ring');
    await page.keyboard.press('Enter');
    const main = await page.evaluate(() => ({ target: Boolean(document.querySelector('main:target, main :target')), top: document.querySelector('main').getBoundingClientRect().top }));
    if (!main.target) problems.push('Enter does not go to the text');
    if (main.top > 740 / 2) problems.push(`the text is ${main.top} px from the top`);
    if (await page.evaluate(() => Boolean(document.querySelector('main a[href], main input, main button, main summary')))) {
      await page.keyboard.press('Tab');
      const next = await focused(page);
      if (!next.inMain) problems.push(`the next Tab reaches ${next.name}`);
    }
    check(`${kind} ${path}`, problems);
  }
  await page.close();
}

/** Tab through the whole page: each stop can be seen, has a ring, and is not hidden behind anything. */
export async function tour(site, server, browser, check) {
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 740 });
  for (const [kind, path] of Object.entries(site.kinds)) {
    const problems = [];
    await page.goto(server.origin + path);
    for (let stop = 0; stop < 40; stop += 1) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return null;
        const box = element.getClientRects()[0];
        if (!box) return { name: element.outerHTML.slice(0, 80), hidden: true };
        const top = document.elementFromPoint(Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 0), innerHeight - 1));
        return {
          name: element.outerHTML.slice(0, 80),
          hidden: !top || !(element.contains(top) || top.closest('label')?.control === element),
          // The ring of a radio button is on its whole cell.
          ring: [element, element.closest('label')].some((one) => {
            const style = one && getComputedStyle(one);
            return style && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
          }),
        };
      });
      if (!found) break;
      if (found.hidden) problems.push(`focus is hidden: ${found.name}`);
      else if (!found.ring) problems.push(`no focus ring: ${found.name}`);
    }
    check(`${kind} ${path}`, problems);
  }
  await page.close();
}
