// Small windows, forced colours, paper, and no stylesheet at all.

import { sheets } from '../pdf.mjs';
import { radio, readNow, set } from '../checklist/clicks.mjs';
import { statesToSee } from './checklist-access.mjs';
import { letters } from './print.mjs';

const times = (text, part) => text.split(part).length - 1;

export async function reflow({ browser, url, q, check }) {
  const page = await browser.newPage();
  for (const viewport of [{ width: 320, height: 640 }, { width: 320, height: 256 }])
    for (const [state, clicks] of Object.entries(statesToSee(q))) {
      await page.setViewport(viewport);
      await page.goto(url);
      await set(page, clicks);
      const problems = await page.evaluate(() => {
        const root = document.documentElement;
        const found = [];
        if (root.scrollWidth > root.clientWidth) found.push(`scrolls sideways: ${root.scrollWidth} px in ${root.clientWidth} px`);
        for (const element of document.querySelectorAll('main *')) {
          const box = element.getBoundingClientRect();
          if (box.width && !element.closest('.bar, svg') && (box.right > root.clientWidth + 1 || box.left < -1)) found.push(`${element.tagName.toLowerCase()}.${element.className} from ${box.left} to ${box.right} px`);
        }
        const bar = document.querySelector('.bar').getBoundingClientRect();
        if (getComputedStyle(document.querySelector('.bar')).position === 'sticky' && bar.height > innerHeight / 3) found.push(`the bar takes ${Math.round(bar.height)} of ${innerHeight} px`);
        for (const label of document.querySelectorAll('.answers label')) {
          const box = label.getBoundingClientRect();
          if (box.height < 44 || box.width < 44) found.push(`an answer is ${Math.round(box.width)} × ${Math.round(box.height)} px`);
        }
        return found.slice(0, 4);
      });
      check(`${viewport.width} × ${viewport.height}, ${state}`, problems);
    }
  await page.close();
}

/** Forced colours keep what a reader needs to tell things apart: borders, and more than colour for a choice. */
export async function forced({ browser, url, q, check }) {
  const page = await browser.newPage();
  const client = await page.createCDPSession();
  await page.setViewport({ width: 1280, height: 900 });
  for (const scheme of ['light', 'dark']) {
    await client.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: scheme }] });
    await page.goto(url);
    await set(page, statesToSee(q).stop);
    const problems = await page.evaluate(() => {
      const found = [];
      if (!matchMedia('(forced-colors: active)').matches) return ['forced colours are not emulated'];
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'Canvas';
      const canvas = getComputedStyle(probe).color;
      probe.remove();
      const width = (element, side) => {
        const style = getComputedStyle(element);
        return style[`border${side}Style`] === 'none' ? 0 : Number.parseFloat(style[`border${side}Width`]);
      };
      const bordered = (element, what, sides = ['Top', 'Right', 'Bottom', 'Left']) => {
        for (const side of sides) {
          if (!width(element, side)) found.push(`${what} has no border ${side}`);
          else if (getComputedStyle(element)[`border${side}Color`] === canvas) found.push(`${what} has a border like the page`);
        }
      };
      for (const [selector, sides] of [['.answers label'], ['.sign'], ['.stop'], ['.result .slip'], ['.fit button[type=reset]'], ['.bar', ['Top']]]) {
        const all = [...document.querySelectorAll(selector)];
        if (!all.length) found.push(`there is no ${selector}`);
        for (const one of all.slice(0, 3)) bordered(one, selector, sides);
      }
      for (const [on, off] of [['.answers label:has(:checked)', '.answers label:not(:has(:checked))'], ['.sign:has(:checked)', '.sign:not(:has(:checked))']])
        if (!(width(document.querySelector(on), 'Top') > width(document.querySelector(off), 'Top'))) found.push(`${on} has no thicker border`);
      for (const input of document.querySelectorAll('.fit input')) if (getComputedStyle(input).appearance === 'none') return [...found, 'the inputs are not the system’s'];
      const input = document.querySelector('.sign input');
      input.focus();
      return found;
    });
    // The keyboard's ring.
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(() => {
      const element = document.activeElement.closest('.sign, .answers label') ?? document.activeElement;
      const style = getComputedStyle(element);
      return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
    });
    if (!ring) problems.push('no focus ring');
    check(`forced colours, ${scheme}`, problems);
  }
  await client.detach();
  await page.close();
}

/** Blank: everything, on at most 7 sheets. Completed: one outcome, on at most 4. */
export async function paper({ browser, url, q, check, note, formats = ['A4', 'Letter'] }) {
  const page = await browser.newPage();
  const counts = [];
  for (const format of formats)
    for (const [state, clicks] of Object.entries(statesToSee(q))) {
      await page.setViewport({ width: 1280, height: 900 });
      await page.goto(url);
      await set(page, clicks);
      const { outcome } = await readNow(page);
      const words = await page.evaluate(() => {
        const all = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent);
        return { headings: all('.result .band h3'), rules: all('.result .band .rule'), says: all('.q .say blockquote'), asks: all('.q legend'), items: all('.take li'), shorts: all('.bar .band') };
      });
      const texts = await sheets(await page.pdf({ format, printBackground: false }), '-raw');
      const text = letters(texts.join(''));
      const problems = [];
      const has = (what, list) => list.forEach((one) => text.includes(letters(one)) || problems.push(`${what} is not printed: ${one.trim().slice(0, 60)}`));
      // The counts of sheets are promised for A4; on Letter they are told.
      const most = state === 'blank' ? 7 : 4;
      if (format === 'A4' && texts.length > most) problems.push(`${texts.length} sheets, more than ${most}`);
      texts.forEach((one, at) => letters(one).length < 40 && problems.push(`sheet ${at + 1} of ${texts.length} is all but empty`));
      has('a question', words.asks);
      if (state === 'blank') {
        has('an outcome', words.headings);
        has('a rule', words.rules);
        has('words to say', words.says);
        const order = words.headings.map((heading) => text.lastIndexOf(letters(heading)));
        if (order.some((at, index) => index && at < order[index - 1])) problems.push('the outcomes are not in their order');
      } else {
        words.headings.forEach((heading, at) => {
          const found = times(text, letters(heading)) - times(letters(words.asks.join('')), letters(heading));
          const wanted = outcome.includes(at);
          if (wanted ? found < 1 : found > 0) problems.push(`the heading “${heading}” is printed ${found} times`);
        });
        const flagged = (await readNow(page)).items;
        const list = new Set(flagged.map((at) => letters(words.says[at])));
        words.says.forEach((say, at) => {
          const found = times(text, letters(say));
          if (found !== (list.has(letters(say)) ? 1 : 0)) problems.push(`the words of question ${at + 1} are printed ${found} times`);
        });
        words.rules.forEach((rule) => text.includes(letters(rule)) && problems.push(`a rule is printed: ${rule}`));
      }
      if (/Seeyourresult/.test(text)) problems.push('the bar is printed');
      check(`${format}, ${state}`, problems.slice(0, 6));
      counts.push(`${format} ${state} ${texts.length}`);
    }
  note(`sheets: ${counts.join(', ')}`);
  await page.close();
}

/** Without the stylesheet: all outcomes with their rules, all words, in order. */
export async function bare({ browser, serve, path, q, check, who }) {
  const server = await serve((at, text) => (at.endsWith('.css') ? null : text));
  const page = await browser.newPage();
  await page.goto(server.origin + path);
  await set(page, [radio(0, 0)]);
  const problems = await page.evaluate(
    ({ outcomes, says }) => {
      const found = [];
      const squeezed = (text) => text.replace(/\s+/g, ' ').trim();
      const text = squeezed(document.body.innerText);
      const list = [...document.querySelectorAll('.result .band')];
      const shown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
      if (document.styleSheets.length && [...document.styleSheets].some((sheet) => sheet.cssRules.length)) found.push('there is a stylesheet');
      if (list.length !== outcomes.length) found.push(`${list.length} outcomes, not ${outcomes.length}`);
      let last = 0;
      list.forEach((band, at) => {
        const heading = band.querySelector('h3');
        const rule = band.querySelector('.rule');
        if (squeezed(heading.textContent) !== squeezed(outcomes[at].heading)) found.push(`outcome ${at + 1} is “${heading.textContent}”`);
        if (!shown(heading) || !shown(rule) || !squeezed(rule.textContent)) found.push(`outcome ${at + 1} or its rule is not to be seen`);
        const where = text.indexOf(squeezed(rule.innerText), last);
        if (where < 0) found.push(`the rule of outcome ${at + 1} is not where it should be`);
        else last = where;
      });
      const words = [...document.querySelectorAll('.q .say blockquote')];
      if (words.length !== says) found.push(`${words.length} texts “You could say”, not ${says}`);
      words.forEach((one, at) => shown(one) || found.push(`“You could say” of question ${at + 1} is not to be seen`));
      if (!shown(document.querySelector('.how'))) found.push('how to read the answers is not to be seen');
      if (shown(document.querySelector('.bar'))) found.push('the bar shows');
      const title = document.querySelector('#result-title');
      if (!shown(title)) found.push('the result has no title');
      return found;
    },
    { outcomes: q.outcomes.map(({ heading }) => ({ heading })), says: q.questions.filter((one) => one.says).length },
  );
  check(`${who}, without the stylesheet`, problems);
  await page.close();
  server.close();
}
