// A regulator drafts its checklist, changes an item, adds one, proposes it; a second
// person returns it, then publishes it; the public reads the new version, and the
// old one too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tried } from '../checklist_version.mjs';
import { startInstance } from '../instance.mjs';
import { day, openBrowser, phone, wide, within } from './browser.mjs';

let portal, browser;

before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

const changed = '作业人员是否佩戴安全帽、系好安全带，并有人当班检查？';
const added = '是否参加了本市组织的年度联合应急演练？';

for (const [way, login, sector, prefix] of [[phone, 'construction', 'construction', 'CON'], [wide, 'transport', 'transport', 'TRA']]) {
	test(`a new version of the ${sector} checklist (${way.name})`, async () => {
		const visitor = await browser.visit(portal, way);
		await visitor.go('/checklists');
		await visitor.check('checklist-1-sectors');
		await visitor.go(`/checklists/${sector}`);
		await visitor.check('checklist-2-baseline');
		await visitor.sees('行业基准清单');
		await visitor.seesNot(changed);

		const regulator = await browser.visit(portal, way, login);
		await regulator.go('/desk');
		await regulator.check('desk-regulator');
		await regulator.follow(regulator.page.locator('main a[href="/desk/checklists"]').first());
		await regulator.check('checklist-3-desk');
		await regulator.follow(regulator.page.locator(`main a[href="/desk/checklists/${sector}"]`).first());
		await regulator.check('checklist-4-sector');
		await regulator.fill({ from: 'baseline' });
		await regulator.send();
		await regulator.check('checklist-5-draft');
		const draft = new URL(regulator.page.url()).pathname;

		const items = regulator.page.locator('ol.az-entries > li');
		const before_ = await items.count();
		assert.ok(before_ >= 8, `the draft begins with the baseline's items, there are ${before_}`);
		const code = `${prefix}-02`;
		await regulator.follow(regulator.page.locator(`li[id="${code}"] a`).first());
		await regulator.check('checklist-6-item');
		await regulator.fill({ question_zh: changed, question_en: '' });
		await regulator.send();
		await regulator.check('checklist-7-item-refused');
		assert.equal(await regulator.page.locator('#question_zh').inputValue(), changed, 'what was typed is there again');
		await regulator.fill({ question_en: 'Do workers at height wear helmets and harnesses, and is it checked each shift?' });
		await regulator.send();
		await regulator.check('checklist-7-item-unsaid');
		await regulator.sees('改写后须仍包含依据条款要求的全部内容');
		await regulator.fill({ demanded: '1' });
		await regulator.send();
		assert.equal(new URL(regulator.page.url()).pathname, draft, 'after saving the draft is shown');
		await regulator.sees(changed);

		await regulator.go(`${draft}/own`);
		await regulator.check('checklist-8-own-item');
		await regulator.fill({
			category: { index: 1 }, question_zh: added, question_en: 'Did it take part in the city’s yearly joint drill?', basis: '《示例办法》第三条',
			frequency: 'yearly', weight: '2',
		});
		await regulator.send();
		await regulator.check('checklist-9-draft-changed');
		assert.equal(await items.count(), before_ + 1, 'one item more');
		await visitor.go(`/checklists/${sector}`);
		await visitor.seesNot(changed, 'before it is published');

		tried(portal, sector);
		await regulator.follow(regulator.page.locator(`main a[href="${draft}/propose"]`));
		await regulator.check('checklist-10-propose');
		await regulator.sees(added, 'among the changes');
		await regulator.fill({ effective: day(-1) });
		await regulator.send();
		await regulator.check('checklist-11-propose-refused');
		await regulator.fill({ effective: day(0), note: '增加联合应急演练，明确高处作业的检查。' });
		await regulator.send();
		await regulator.check('checklist-12-proposed');
		await regulator.seesNot('上移', 'nobody changes what is being reviewed');
		await regulator.go(`${draft}/review`);
		await regulator.check('checklist-13-own-proposal');
		await regulator.sees('须由本行业的另一个人审核');

		// The second person finds it on the desk, returns it once, then publishes it.
		const second = await browser.visit(portal, way, `${login}2`);
		await second.go('/desk');
		await second.follow(second.page.locator('main a[href="/desk/checklists"]').first());
		await second.sees('提请发布，待审核');
		await second.go(draft);
		await second.follow(second.page.locator(`main a[href="${draft}/review"]`).first());
		await second.check('checklist-14-review');
		await second.sees(added, 'among the changes');
		await second.fill({ action: 'return' });
		await second.send();
		await second.check('checklist-15-review-refused');
		await second.fill({ action: 'return', reason: '演练一项请写明组织单位。' });
		await second.send();
		await regulator.go(draft);
		await regulator.check('checklist-16-returned');
		await regulator.sees('演练一项请写明组织单位。');
		await regulator.go(`${draft}/propose`);
		await regulator.send();
		await second.go(`${draft}/review`);
		await second.fill({ action: 'publish' });
		await second.send();
		await second.check('checklist-17-published');
		await second.close();

		await within(2000, 'the public reads the new version', async () => (await (await portal.fetch(`/checklists/${sector}`)).text()).includes(changed));
		await visitor.go(`/checklists/${sector}`);
		await visitor.check('checklist-18-version');
		for (const text of ['第 1 版', changed, added, day(0)]) await visitor.sees(text);
		const old = visitor.page.locator(`main a[href="/checklists/${sector}/baseline"]`).first();
		assert.equal(await old.count(), 1, 'the version page leads to the one before');
		await visitor.follow(old);
		await visitor.check('checklist-19-old');
		await visitor.seesNot(changed);
		await visitor.seesNot(added);
		await visitor.go(`/checklists/${sector}/changes`);
		await visitor.check('checklist-20-changes');
		for (const text of ['新增 1 项、修改 1 项', code]) await visitor.sees(text);
		await visitor.fill({ from: '1', to: 'baseline' });
		await visitor.send();
		await visitor.sees('从“第 1 版”到“行业基准清单”');
		await visitor.close();
		await regulator.close();
	});
}
