// A county's additions from end to end: a person of the county writes them, tries them and proposes, a second one publishes,
// an insurer meets them at an enterprise of the county, and a citizen picks the county.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publishedChecklist, tryDraft } from '../checklist_version.mjs';
import { startInstance } from '../instance.mjs';
import { day, openBrowser, phone, ways, wide } from './browser.mjs';

const room = '/desk/checklists/chemicals-370902', draft = `${room}/draft`, plant = '91370902MA9E00014C';
let portal, browser, city;

before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
	city = portal.visitor();
	await city.signIn('city');
	await publishedChecklist(portal, city, 'chemicals');
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

const item = {
	category: 'S2', question_zh: '景区开放期间是否暂停危险化学品装卸？', question_en: 'Is loading of chemicals paused while the scenic area is open?', answer: 'yes_no',
	basis: '《泰山区示例规定》', clause: '第五条', frequency: 'monthly', weight: '2',
};

// Every item of a visit answered "yes", page after page, as an inspector would.
async function fillAll(person, path) {
	for (let page = 1; ; page++) {
		await person.go(`${path}/${page}`);
		if (await person.page.locator('h1', { hasText: '没有' }).count()) break;
		const radios = person.page.locator('.az-item:not([hidden]) input[type="radio"][value="yes"]');
		for (let i = 0; i < await radios.count(); i++) await radios.nth(i).check({ force: true });
		const part = await person.page.locator('.az-part').count();
		if (part) await person.check('checklist-county-5-visit');
		await person.next();
		if (!person.path().match(/\/\d+\?/)) break;
	}
}

test('a person of the county writes, tries and proposes; a second one publishes', async () => {
	for (const way of ways) {
		const maker = await browser.visit(portal, way, 'che-taishan');
		await maker.go('/desk/checklists');
		await maker.check('checklist-county-0-sectors');
		await maker.follow(maker.page.locator(`main a[href="${room}"]`));
		await maker.sees('全市的条目不能删、不能改');
		await maker.check('checklist-county-1-room');
		await maker.fill({ from: way === phone ? 'baseline' : '1' });
		await maker.send();
		await maker.follow(maker.page.getByRole('link', { name: '新增条目' }));
		await maker.fill({ ...item, question_zh: way === phone ? item.question_zh : '节假日是否有双人值守？' });
		await maker.send();
		await maker.check('checklist-county-2-draft');
		const code = way === phone ? 'CHE-370902-L01' : 'CHE-370902-L02';
		await maker.go(`${draft}/items/${code}/condition`);
		await maker.fill({ about: 'CHE_13' });
		await maker.send();
		await maker.fill({ operator: 'is', code: 'no' }, maker.page.locator('#part form'));
		await maker.send();
		await maker.sees('仅当CHE-13 的回答为“否”时检查');
		await maker.check('checklist-county-3-condition');
		await maker.follow(maker.page.locator('form[action$="/remove"] button').first());
		await maker.go(`${draft}/preview`);
		await maker.sees('泰山区增补的条目');
		await maker.check('checklist-county-4-preview');

		await maker.go(`${draft}/trial`);
		await maker.fill({ uscc: plant });
		await maker.send();
		const visit = maker.path().replace(/\?.*/, '');
		await fillAll(maker, visit);
		await maker.go(`${visit}/sign`);
		await maker.sees('泰山区增补的条目');
		await maker.check('checklist-county-6-trial');
		await maker.send(maker.page.locator('form[action$="/finish"]'));
		await maker.go(`${draft}/propose`);
		await maker.fill({ effective: day(0), note: '景区周边企业的补充要求' });
		await maker.check('checklist-county-7-propose');
		await maker.send();
		await maker.close();

		const second = await browser.visit(portal, way, 'che-taishan2');
		await second.go(`${draft}/review`);
		await second.check('checklist-county-8-review');
		await second.fill({ action: 'publish' });
		await second.send();
		await second.sees('新版本已发布');
		await second.check('checklist-county-9-published');
		await second.close();
	}
	const coordinator = await browser.visit(portal, wide, 'city');
	await coordinator.go('/desk/checklists/chemicals');
	await coordinator.sees('泰山区');
	await coordinator.check('checklist-county-10-city');
	await coordinator.follow('泰山区');
	await coordinator.sees('只能查阅');
	await coordinator.close();
});

test('an inspector meets the county\'s items parted from the city\'s, and on paper', async () => {
	const insurer = await browser.visit(portal, wide, 'insurer-a');
	await insurer.go(`/desk/visits/new?uscc=${plant}&sector=CHE`);
	await insurer.send();
	const visit = insurer.path().replace(/\?.*/, '');
	await fillAll(insurer, visit);
	await insurer.go(`${visit}/sign`);
	await insurer.fill({ inspector: '示例 检查员', inspector_position: '安全工程师', party: '示例 负责人', party_position: '安全总监', party_signed: 'signed' });
	await insurer.send();
	await insurer.sees('泰山区增补的条目');
	assert.equal(await insurer.page.locator('.az-sign').isVisible(), false, 'nobody writes on a screen');
	await insurer.page.emulateMedia({ media: 'print' });
	assert.equal(await insurer.page.locator('.az-sign__line:visible').count(), 4, 'name and day of both parties');
	await insurer.check('checklist-county-11-paper');
	await insurer.sees('泰山区增补的条目');
	await insurer.close();
});

test('a citizen picks the county, in both languages', async () => {
	for (const way of ways) {
		const citizen = await browser.visit(portal, way);
		await citizen.go('/checklists/chemicals');
		await citizen.seesNot('景区开放期间');
		await citizen.fill({ county: '370902' });
		await citizen.send();
		await citizen.sees('泰山区增补的条目');
		await citizen.sees('景区开放期间是否暂停危险化学品装卸');
		await citizen.check('checklist-county-12-public');
		await citizen.follow('查看这一版增补');
		await citizen.check('checklist-county-13-version');
		await citizen.follow(citizen.page.getByRole('link', { name: /比较/ }).first());
		await citizen.sees('节假日是否有双人值守');
		await citizen.check('checklist-county-14-changes');
		await citizen.speak('en');
		await citizen.go('/checklists/chemicals?county=370902');
		await citizen.sees('Additions of Taishan District');
		await citizen.check('checklist-county-15-english');
		await citizen.go('/checklists/chemicals?county=370982');
		await citizen.sees('adds nothing at present');
		await citizen.close();
	}
});

test('the county is told when the city takes away what a condition rests on', async () => {
	const taishan = portal.visitor(), taishan2 = portal.visitor(), city2 = portal.visitor();
	await Promise.all([taishan.signIn('che-taishan'), taishan2.signIn('che-taishan2'), city2.signIn('city2')]);
	const form = async (visitor, path, fields) => {
		const answer = await visitor.submit(path, fields, path);
		assert.equal(answer.status, 303, `${path} ${answer.text}`);
	};
	const publish = async (one, two, at, effective) => {
		await tryDraft(one, at, plant);
		await form(one, `${at}/draft/propose`, { effective, note: '' });
		await form(two, `${at}/draft/review`, { action: 'publish', reason: '' });
	};
	const cityRoom = '/desk/checklists/chemicals';
	assert.equal((await city.submit(cityRoom, { from: '1' }, `${cityRoom}/draft`)).status, 303);
	await form(city, `${cityRoom}/draft/own`, { ...item, question_zh: '全市增补的问题是什么？', guidance_zh: '', guidance_en: '', in_force_from: '', in_force_to: '' });
	await publish(city, city2, cityRoom, day(0));
	assert.equal((await taishan.submit(room, { from: '2' }, draft)).status, 303);
	await form(taishan, `${draft}/items/CHE-370902-L01/condition`, { relevant: "${CHE_L01} = 'no'" });
	await publish(taishan, taishan2, room, day(0));
	assert.equal((await city.submit(cityRoom, { from: '2' }, `${cityRoom}/draft`)).status, 303);
	assert.equal((await city.submit(`${cityRoom}/draft/items/CHE-L01/retire`, { reason: '已由别的条目代替。' }, `${cityRoom}/draft/items/CHE-L01/retire`)).status, 303);
	await tryDraft(city, cityRoom, plant);
	for (const way of ways) {
		const coordinator = await browser.visit(portal, way, 'city');
		await coordinator.go(`${cityRoom}/draft/propose`);
		await coordinator.sees('会使县区增补条目的检查条件失效');
		await coordinator.check('checklist-county-16-touched');
		await coordinator.close();
	}
	await form(city, `${cityRoom}/draft/propose`, { effective: day(0), note: '' });
	await form(city2, `${cityRoom}/draft/review`, { action: 'publish', reason: '' });
	for (const way of ways) {
		const person = await browser.visit(portal, way, 'che-taishan');
		await person.go('/desk/checklists');
		await person.sees('条件失效');
		await person.go(room);
		await person.sees('检查条件不再成立');
		await person.check('checklist-county-17-told');
		await person.close();
	}
});
