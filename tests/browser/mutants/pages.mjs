// What must not go unnoticed on any page: each breaks one thing on the article, or in its stylesheet, and
// names the check that has to say so, and the words by which it does.

import { axePages } from '../checks/axe.mjs';
import { PHONE } from '../browsers.mjs';
import { forcedColours } from '../checks/forced.mjs';
import { keyboard, tour } from '../checks/keyboard.mjs';
import { lighthousePages } from '../checks/lighthouse.mjs';
import { links } from '../checks/links.mjs';
import { markup } from '../checks/markup.mjs';
import { print } from '../checks/print.mjs';
import { quiet } from '../checks/quiet.mjs';
import { reflow } from '../checks/reflow.mjs';
import { shift } from '../checks/shift.mjs';
import { structure } from '../checks/structure.mjs';
import { visits } from '../checks/visit.mjs';
import { walk } from '../checks/walk.mjs';
import { inWebkit } from '../checks/webkit.mjs';
import { weight } from '../checks/weight.mjs';

/** Words that no compression makes smaller. */
const noise = (count) => Array.from({ length: count }, (_, at) => ((at * 2654435761) >>> 0).toString(36)).join('');
const before = (mark, added) => (text) => text.replace(mark, added + mark);
const without = (pattern) => (text) => text.replace(pattern, '');
const lighthouse = (timed) =>
  async function lighthouse({ site, server, browser, check }) {
    await lighthousePages({ browser, origin: server.origin, pages: [['article', site.kinds.article, timed]], check, note: () => {}, most: 1 });
  };
const [judged, timed] = [lighthouse(false), lighthouse(true)];

async function axe({ site, server, tab, check }) {
  await axePages({ page: tab, origin: server.origin, paths: site.shown.map((one) => one.path), viewport: PHONE, check });
}

/** A check as the mutants call it. */
const page = (run) => ({ [run.name]: ({ site, server, context, check }) => run(site, server, context, check, () => {}) })[run.name];
const bytes = (run) => ({ [run.name]: ({ site, check }) => run(site, check, () => {}) })[run.name];
const served = (run) => ({ [run.name]: ({ site, server, check }) => run(site, server, check, () => {}) })[run.name];
const inFirefox = async ({ site, server, fox, check }) => {
  const context = await fox.createBrowserContext();
  await quiet(site, server, context, check).finally(() => context.close());
};
const webkitToo = ({ site, webkitPage, check }) => inWebkit({ site, page: webkitPage, paths: [site.kinds.article], check });
webkitToo.needs = 'webkit';
const walked = ({ whole, server, tab, check }) => walk({ site: whole, origin: server.origin, page: tab, viewport: PHONE, check, who: '' });

const [nu, built, linked, weighed] = [bytes(markup), served(structure), served(links), bytes(weight)];
const [visited, skips, toured, flows, forced, shifts, printed] = [visits, keyboard, tour, reflow, forcedColours, shift, print].map(page);
export const NEEDS_ALL_PAGES = linked;

export const ON_PAGE = [
  ['an unknown attribute', nu, before('<main', '<p colour="red">x</p>'), /colour/],
  ['a second h1', built, before('</main>', '<h1>Again</h1>'), /2 h1/],
  ['an id twice', built, before('</main>', '<p id="same">x</p><p id="same">x</p>'), /duplicate ids: same/],
  ['a label for nothing', built, before('</main>', '<p aria-labelledby="nobody">x</p>'), /nobody/],
  ['a weaker policy', built, (html) => html.replace('img-src', 'script-src *; img-src'), /policy differs/],
  ['a policy too late', built, (html) => html.replace('<head>', '<head><title>x</title>'), /not the first/],
  ['a script', built, before('</body>', '<script>1</script>'), /1 scripts/],
  ['an inline style', built, before('</main>', '<p style="color:red">x</p>'), /1 inline/],
  ['a dead link', linked, before('</main>', '<a href="/nowhere/">x</a>'), /nowhere\/: 404/],
  ['a dead anchor', linked, before('</main>', '<a href="/#nowhere">x</a>'), /no such anchor/],
  ['a link without its last slash', linked, before('</main>', '<a href="/choosing">x</a>'), /choosing: 301/],
  ['a heavy page', weighed, before('</main>', `<!--${noise(4000)}-->`), /more than 14 KB/],
  ['a picture from elsewhere', visited, before('</main>', '<img src="http://localhost:9/x.png" alt="x">'), /localhost:9/],
  ['a second stylesheet', visited, before('</head>', '<link rel="stylesheet" href="/style.css">'), /2 stylesheets/],
  ['a script that writes', visited, before('</body>', '<script>document.body.append("x")</script>'), /console error/],
  ['a picture of our own', visited, before('</main>', '<img src="/favicon.svg?2" alt="x">'), /more requests/],
  ['a picture from elsewhere, in Firefox', inFirefox, before('</main>', '<img src="http://localhost:9/x.png" alt="x">'), /localhost:9/],
  ['a picture that is not there, in Firefox', inFirefox, before('</main>', '<img src="/nowhere.svg" alt="x">'), /not found: \/nowhere/],
  ['a picture of our own, in WebKit', webkitToo, before('</main>', '<img src="/robots.txt" alt="x">'), /more requests/],
  ['no alternative text', axe, before('</main>', '<img src="/favicon.svg">'), /image-alt/],
  ['a link in front of the skip link', skips, before('<a class="skip"', '<a href="/">x</a>'), /first Tab/],
  ['no description, for Lighthouse', judged, without(/<meta name="description"[^>]*>/), /seo: \d+: meta-description/],
  ['no alternative text, for Lighthouse', judged, before('</main>', '<img src="/favicon.svg">'), /accessibility: \d+: image-alt/],
  ['an error in the console, for Lighthouse', judged, before('</body>', '<script>1</script>'), /best-practices: \d+: errors-in-console/],
  ['a slow page, for Lighthouse', timed, before('<main', `<!--${noise(150_000)}-->`), /performance: \d+: .*contentful-paint/],
];

export const IN_STYLE = [
  ['a wide box', visited, 'main{inline-size:700px}', /at 320 px/],
  ['a wide box, in Firefox', inFirefox, 'main{inline-size:700px}', /at 320 px/],
  ['a wide box, in WebKit', webkitToo, 'main{inline-size:700px}', /scrolls sideways/],
  ['pale text', axe, 'main p{color:#bbb}', /color-contrast/],
  ['small targets', axe, '.foot li{margin:0;padding:0;line-height:8px}.foot a{display:block;block-size:8px;padding:0;line-height:8px;font-size:8px}', /target-size/],
  ['no focus ring', toured, ':focus-visible{outline:none;box-shadow:none}', /no focus ring/],
  ['no focus ring, on the walk', walked, ':focus-visible{outline:none;box-shadow:none}', /no focus ring/],
  ['a cover over everything', toured, 'body::after{content:"";position:fixed;inset:0;z-index:99}', /focus is hidden/],
  ['a ring in the colour of the page, on the walk', walked, ':focus-visible{outline-color:var(--paper)}', /no focus ring/],
  ['a cover over everything, on the walk', walked, 'body::after{content:"";position:fixed;inset:0;z-index:99}', /focus on .* is hidden/],
  ['a heading that is cut', flows, 'h1{block-size:2rem;overflow:hidden}', /cuts “/],
  ['paragraphs of a fixed height', flows, 'main p{block-size:3em}', /lie on each other/],
  ['text beside the window', flows, 'h1{margin-inline-start:-3rem}', /reaches from -/],
  ['no help in the header', flows, '.masthead .help{display:none}', /no way to help/],
  ['a header as high as the window', flows, '.masthead .frame{padding-block-start:900px}', /not on the first screen/],
  ['a frame of colour alone', forced, '.masthead .help{border:0}', /Help now has no border/],
  ['a tab of colour alone', forced, '.box-tab{border:0}', /the tab of .* has no border/],
  ['a drawing in the colour of the page', forced, '.mark path{stroke:Canvas}', /a drawing has the colour/],
  ['a ring that is a shadow', forced, ':focus-visible{outline:none;box-shadow:0 0 0 3px red}', /no focus ring/],
  ['a page that moves', shifts, '@keyframes m{from{margin-block-start:0}to{margin-block-start:90px}}main{animation:m .3s steps(3) both}', /layout shifts by 0\.\d*[1-9]/],
  ['a page that moves while it arrives', shifts, '.leaf{display:flex;flex-direction:column-reverse}', /bad connection: the layout shifts/],
  ['an empty last sheet', printed, '@media print{.foot{break-before:page}}', /all but empty/],
  ['large print', printed, '@media print{main p{font-size:30pt}}', /sheets, more than/],
  ['paper on its side', printed, '@page{size:landscape}', /is landscape/],
  ['narrow margins', printed, '@page{margin:5mm}', /is in the margin/],
  ['lines too long for paper', printed, '@media print{main p{white-space:nowrap}}', /is in the margin/],
  ['a heading alone at the foot of a sheet', printed, '@media print{h2{break-after:page}}', /ends with the heading/],
  ['a row on two sheets', printed, '@media print{.sources li:nth-child(2) a{display:block;break-before:page}}', /is on two sheets/],
  ['a line cut by the edge of a sheet', printed, '@media print{.leaf{display:block;overflow:scroll;contain:size;block-size:4000px}}', /is cut: half|in the margin/],
  ['words that are not printed', printed, '@media print{main p{text-indent:-400mm;white-space:nowrap}}', /not printed, or in pieces/],
];
