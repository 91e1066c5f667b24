// Paper: each kind of page, and every article, becomes sheets as they should be. On A4 and on Letter: not
// too many, none all but empty, every line inside the margins and whole, no heading left alone at the foot
// of a sheet, no row, box or question on two sheets, and all the words.

import { layout, sheets } from '../pdf.mjs';

/** The most sheets for each kind, [A4, Letter]; `all` where it must be just so many. Paper is what readers pay for. */
const MOST = {
  home: [2, 3],
  'start here': [3, 3],
  section: [2, 2],
  article: [4, 5],
  'evidence article': [4, 5],
  checklist: [7, 7],
  compare: [2, 2],
  'first call': [1, 1],
  'after a session': [1, 1],
  'urgent help': [4, 4],
  glossary: [5, 5],
  references: [9, 10],
  about: [3, 3],
  topics: [1, 1],
  topic: [2, 2],
  'not found': [1, 1],
  manual: [12, 13],
  'a to z': [5, 5],
};
const LANDSCAPE = ['compare'];
/** Millimetres that stay white: above, right, below, left. */
const MARGINS = { compare: [14, 14, 14, 20], 'first call': [11, 16, 11, 24], 'after a session': [11, 16, 11, 24] };
const MARGIN = [18, 18, 20, 24];
/** What a font draws beyond its line, in millimetres. */
const SLACK = 0.6;

export const letters = (text) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

/** Runs in the page, as it is on paper: headings, what must not be split, and all blocks of words. */
function parts() {
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility() && element.innerText.trim() && getComputedStyle(element).fontSize !== '0px');
  const words = (selector) => shown(selector).map((element) => element.innerText);
  const block = (element) => !/^(inline|contents)/.test(getComputedStyle(element).display);
  return {
    headings: words('h1, h2, h3, h4, legend, caption, figcaption, .label, .box-tab, .box-title, dl:not(.facts) > dt'),
    units: words('.q, .sign, .band, .box, .say, .in-short, .evidence, tr, .rows > li, .sources li, .all-sources > li, .facts > div, .worksheet ol li'),
    blocks: shown('h1, h2, h3, h4, p, li, dt, dd, legend, th, td, figcaption, label').filter((element) => ![...element.children].some(block)).map((element) => element.innerText),
  };
}

/** What is wrong with the sheets of one page. */
function wrong({ found, texts, parts, most, landscape, margins }) {
  const problems = [];
  const plain = texts.map(letters);
  const all = plain.join('');
  if (found.length === 0) return ['no sheet'];
  if (found.length > most) problems.push(`${found.length} sheets, more than ${most}`);
  found.forEach(({ width, height, lines }, at) => {
    const sheet = `sheet ${at + 1} of ${found.length}`;
    if (width > height !== landscape) problems.push(`${sheet} is ${landscape ? 'not ' : ''}landscape`);
    if (plain[at].length < 40) problems.push(`${sheet} is all but empty`);
    for (const { left, top, right, bottom, text } of lines) {
      const room = [top, width - right, height - bottom, left];
      if (room.some((white, side) => white < margins[side] - SLACK)) problems.push(`${sheet}: “${text.slice(0, 40)}” is in the margin (${room.map((mm) => mm.toFixed(1)).join(', ')} mm)`);
    }
    if (at === found.length - 1) return;
    let foot = '';
    for (const line of lines.slice(-4).reverse()) {
      // A label that has its words beside it is not alone, although it is lower than theirs by a hair.
      if (lines.some((other) => other.left > line.right && other.top < line.bottom && other.bottom > line.top)) break;
      foot = letters(line.text) + foot;
      if (parts.headings.some((heading) => letters(heading) === foot)) problems.push(`${sheet} ends with the heading “${line.text.slice(0, 40)}”`);
    }
    const [last, next] = [letters(lines.at(-1)?.text ?? ''), letters(found[at + 1].lines[0]?.text ?? '')];
    if (last.length > 12 && last === next) problems.push(`“${lines.at(-1).text.slice(0, 40)}” is cut: half of it is on the next sheet`);
  });
  for (const unit of parts.units) {
    const [start, end] = [letters(unit).slice(0, 40), letters(unit).slice(-40)];
    const there = all.includes(start) || all.includes(end);
    if (there && !plain.some((text) => text.includes(start) && text.includes(end))) problems.push(`“${unit.trim().slice(0, 40)}” is on two sheets`);
  }
  for (const block of parts.blocks) if (!all.includes(letters(block))) problems.push(`not printed, or in pieces: “${block.trim().slice(0, 60)}”`);
  return problems.slice(0, 6);
}

export async function print(site, server, browser, check, note) {
  const page = await browser.newPage();
  const paper = async (kind, path, format) => {
    await page.goto(server.origin + path);
    const pdf = await page.pdf({ format });
    await page.emulateMediaType('print');
    const given = { parts: await page.evaluate(parts), most: MOST[kind]?.[format === 'A4' ? 0 : 1] ?? 0, landscape: LANDSCAPE.includes(kind), margins: MARGINS[kind] ?? MARGIN };
    await page.emulateMediaType(null);
    const [found, texts] = await Promise.all([layout(pdf), sheets(pdf, '-raw')]);
    check(`${kind} ${path}, ${format}`, wrong({ ...given, found, texts }));
    return found.length;
  };
  for (const [kind, path] of Object.entries(site.kinds)) note(`${kind}: ${await paper(kind, path, 'A4')} A4, ${await paper(kind, path, 'Letter')} Letter`);
  const counts = [];
  for (const path of site.articles.filter((one) => !Object.values(site.kinds).includes(one))) counts.push(await paper('article', path, 'A4'));
  if (counts.length) note(`${counts.length} more articles: ${Math.min(...counts)} to ${Math.max(...counts)} A4`);
  await page.close();
}
