// What the server hears of a reader's answers: nothing. And what stays in the browser.

import { box, radio, readNow, RESET, set } from '../checklist/clicks.mjs';

const wait = (ms) => new Promise((later) => setTimeout(later, ms));

/** Every radio and tick box, as a selector. */
const inputs = (q) => [...q.questions.flatMap((_, question) => q.answers.map((_, answer) => radio(question, answer))), ...q.stops.map((_, at) => box(at))];
const location = (page) => page.evaluate(() => window.location.href);
const focus = (page, selector) => page.evaluate((wanted) => document.querySelector(`form.fit ${wanted}`).focus({ preventScroll: true }), selector);
const reload = async (page) => {
  await page.evaluate(() => window.location.reload());
  await wait(1500); // puppeteer does not hear of Firefox's reloads
};

/** The three locks, in the bytes: each alone would do, so a missing one shows nowhere else. */
export function locks({ html, check }) {
  const form = /<form\b[^>]*class="fit"[^>]*>/.exec(html)?.[0] ?? '';
  const problems = [];
  if (!/\smethod="dialog"/.test(form)) problems.push('the form has not method="dialog"');
  if (!/\sautocomplete="off"/.test(form)) problems.push('the form has not autocomplete="off"');
  if (/\saction=/.test(form)) problems.push('the form has an action');
  const inside = html.slice(html.indexOf(form) + form.length, html.indexOf('</form>'));
  const first = /<(?:button|input type="(?:submit|image)")\b[^>]*>/.exec(inside)?.[0] ?? '';
  if (!/type="submit"/.test(first) || !/\sdisabled\b/.test(first)) problems.push(`the first button of the form is not a disabled one that would send it: ${first || 'none'}`);
  if ((inside.match(/type="submit"|<button(?![^>]*type=)/g) ?? []).length !== 1) problems.push('another button would send the form');
  if (!/<button type="reset">/.test(inside)) problems.push('nothing clears the answers');
  if (/\s(?:formaction|formmethod|ping|loading|onclick|onchange)=/.test(inside)) problems.push('the form holds an attribute that could ask for something');
  check('the locks', problems);
}

/** The whole visit, then the log. */
export async function privacy({ page, server, path, q, check, note, who, brief = false }) {
  const url = server.origin + path;
  await page.goto(`${server.origin}/urgent-help/`);
  await wait(300);
  server.log.length = 0;
  const problems = [];
  const stays = async (when, expected = url) => {
    const now = await location(page);
    if (now !== expected) problems.push(`${when}: the address is ${now}`);
  };
  const asked = (when, most = 1) => {
    const log = server.log.splice(0);
    const pages = log.filter((one) => one.url === path).length;
    const styles = log.filter((one) => /^\/style[^/?]*\.css$/.test(one.url)).length;
    const icons = log.filter((one) => one.url === '/favicon.svg').length;
    const more = log.filter((one) => one.url !== path && !/^\/style[^/?]*\.css$/.test(one.url) && one.url !== '/favicon.svg' && !guess(one));
    const guesses = log.filter(guess).length;
    if (more.length) problems.push(`${when}: asked for ${more.map((one) => one.url).join(' ')}`);
    if (pages > most || styles > 1 || icons > 1) problems.push(`${when}: asked for ${pages} pages, ${styles} stylesheets, ${icons} icons`);
    const said = Object.entries({ page: pages, stylesheet: styles, icon: icons, '/favicon.ico': guesses }).flatMap(([what, many]) => (many ? [`${many} ${what}`] : []));
    return `${when}: ${said.join(', ') || 'nothing'}`;
  };
  // Firefox guesses an icon's address when it brings a page back from its memory. No page asks for it.
  const guess = (one) => who.startsWith('Firefox') && one.url === '/favicon.ico';
  const blank = async (when) => {
    const { checked } = await readNow(page);
    if (checked.length) problems.push(`${when}: still ticked: ${checked.slice(0, 5)} and so on, ${checked.length} in all`);
  };
  const heard = [];

  await page.goto(url);
  await wait(300);
  heard.push(asked('load'));
  await blank('load');

  const all = inputs(q);
  await set(page, all);
  await stays('after every click');
  heard.push(asked('every input clicked', 0));

  for (const id of brief ? [] : all) {
    await focus(page, id);
    await page.keyboard.press('Enter');
  }
  await wait(300);
  await stays('after Enter in every field');
  heard.push(asked(`Enter in ${all.length} fields`, 0));

  await set(page, [RESET]);
  await blank('reset');
  await stays('after the reset');
  await set(page, all);
  await page.evaluate(() => document.querySelector('.bar a').click());
  await wait(200);
  await stays('after “See your result”', `${url}#result`);
  heard.push(asked('reset, clicks, “See your result”', 0));

  await page.goto(url);
  await set(page, all);
  server.log.length = 0;
  await reload(page);
  await blank('reload');
  await stays('after the reload');
  heard.push(asked('reload'));

  if (brief) return check(`${who}: a short visit`, problems);
  await set(page, all);
  const kept = (await readNow(page)).checked.length;
  await page.evaluate(() => document.querySelector('a[href="/urgent-help/"]').click());
  await wait(1200);
  server.log.length = 0;
  await page.evaluate(() => window.history.back());
  await wait(1200);
  await stays('after Back');
  const back = (await readNow(page)).checked.length;
  await set(page, [RESET]);
  await blank('reset after Back');
  heard.push(asked('Back'));
  await page.evaluate(() => window.history.forward());
  await wait(1200);
  await page.evaluate(() => window.history.back());
  await wait(1200);
  await stays('after forward and back');
  await blank('forward and back after the reset');
  check(`${who}: a whole visit`, problems);
  note(`${who}: ${heard.join('; ')}`);
  note(`${who}: on Back ${back ? `${back} of ${kept} ticks are there again` : 'the form is blank'}`);
}

const withoutMeta = (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
const withField = (html) => html.replace('</legend>', '</legend><input name="t">');
const withoutButton = (html) => html.replace(/<button type="submit"[^>]*>[^<]*<\/button>/, '');
const withoutDialog = (html) => html.replace(' method="dialog"', '');

/**
 * Copies of the page with fewer locks: Enter must not send anything while one of them is left. With
 * a text field in them, because radios alone never send a form; and at last without any lock, to
 * see that this check could fail.
 */
export const COPIES = [
  ['no _headers', (html) => html, false],
  ['no policy', (html) => withoutMeta(html), false],
  ['no policy, a text field', (html) => withField(withoutMeta(html)), false],
  ['only method=dialog left', (html) => withoutButton(withField(withoutMeta(html))), false],
  ['only the disabled button left', (html) => withoutDialog(withField(withoutMeta(html))), false],
  ['only the policy left', (html) => withoutDialog(withoutButton(withField(html))), false],
  ['no lock at all', (html) => withoutDialog(withoutButton(withField(withoutMeta(html)))), true],
];

export async function copies({ page, serve, path, q, check, who }) {
  for (const [name, edit, leaves] of COPIES) {
    const problems = [];
    const server = await serve((at, text) => (at === path ? edit(text) : text));
    const url = server.origin + path;
    await page.goto(url);
    await wait(200);
    server.log.length = 0;
    const typed = await page.evaluate(() => Boolean(document.querySelector('[name=t]')));
    // Every field of the page as it is; of the copies that have a text field, it above all.
    const fields = [...inputs(q).filter((_, at) => !typed || at % 18 === 0), ...(typed ? ['[name=t]'] : [])];
    for (const id of fields) {
      await focus(page, id);
      if (typed) await page.keyboard.press(' ');
      await page.keyboard.press('Enter');
      if (leaves) await wait(100);
      if (leaves && server.log.some((one) => one.path === path)) break; // an icon that comes late is no answer
    }
    await wait(400);
    const sent = server.log.filter((one) => one.path === path && one.url !== path).map((one) => one.url);
    if (leaves !== sent.length > 0) problems.push(leaves ? 'Enter sends nothing even so: this check cannot fail' : `Enter sends ${sent[0]}`);
    const now = await location(page);
    if (!leaves && now !== url) problems.push(`the address is ${now}`);
    check(`${who}: ${name}`, problems);
    server.close();
  }
}
