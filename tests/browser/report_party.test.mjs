// Several authorities and one report: one leads, another writes a note, a third is taken in and out; and a report that
// turns out to be about the authority that has it. The list of what goes where is read by the reporter before sending.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newest, report } from '../http/report_form.mjs';
import { startInstance } from '../instance.mjs';
import { openBrowser, ways } from './browser.mjs';

let portal, browser;

before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

const about = async (fields) => {
	const { receipt } = await report(portal.visitor(), fields);
	return { ...newest(portal), receipt };
};

for (const way of ways) {
	test(`the insurance regulator leads, the county writes a note, another one is taken in and out (${way.name})`, async () => {
		const { no, receipt } = await about({ subject: 'insurer', subject_name: '示例丁财产保险公司' });
		const county = await browser.visit(portal, way, 'handler-taishan');
		await county.go('/desk/reports?group=joint');
		await county.check('party-queue');
		await county.sees('会同办理');
		await county.follow(county.page.locator('main tbody tr').filter({ hasText: no }).getByRole('link'));
		await county.check('party-case-joint');
		await county.seesNot('移送其他机关', 'which only the leading authority may do');
		await county.sees('本机关会同办理这件举报');
		await county.follow('写内部备注');
		await county.check('party-note');
		await county.send();
		await county.check('party-note-refused');
		await county.fill({ note: '我局上月检查过该公司的服务记录。' });
		await county.send();
		await county.check('party-case-noted');
		await county.sees('我局上月检查过该公司的服务记录。');
		await county.close();

		const regulator = await browser.visit(portal, way, 'nfra');
		await regulator.go(`/desk/reports/${no}`);
		await regulator.check('party-case-lead');
		await regulator.sees('我局上月检查过该公司的服务记录。');
		await regulator.follow('会同其他机关办理');
		await regulator.check('party-share');
		await regulator.fill({ to: { label: '泰安市应急管理局' }, message: '请市应急管理局会同核查。' });
		await regulator.send();
		await regulator.check('party-shared');
		await regulator.follow('结束会同办理');
		await regulator.check('party-unshare');
		await regulator.fill({ to: { label: '泰安市应急管理局' } });
		await regulator.send();
		await regulator.seesNot('泰安市应急管理局');
		await regulator.close();

		const citizen = await browser.visit(portal, way);
		await citizen.go('/report/track');
		await citizen.fill({ receipt });
		await citizen.send();
		await citizen.check('party-track');
		for (const text of ['国家金融监督管理总局泰安监管分局', '泰山区应急管理局', '会同办理', '移送期限', '请市应急管理局会同核查。']) await citizen.sees(text);
		await citizen.seesNot('上月检查过', 'which is for the handlers');
		await citizen.close();
	});

	test(`a report turns out to be about the authority that has it, and is gone from its desk (${way.name})`, async () => {
		const { no } = await about({});
		const county = await browser.visit(portal, way, 'handler-taishan');
		await county.go(`/desk/reports/${no}`);
		await county.follow('举报反映的是某个机关');
		await county.check('party-subject');
		await county.fill({ to: { label: '泰山区应急管理局' }, message: '' });
		await county.send();
		await county.check('party-subject-refused');
		await county.fill({ message: '反映的是我局，已转上一级。' });
		await county.send();
		await county.check('party-moved');
		await county.sees('已转到上一级');
		await county.seesNot(no);
		assert.equal(await county.go(`/desk/reports/${no}`), 404);
		await county.close();
		const city = await browser.visit(portal, way, 'city');
		await city.go(`/desk/reports/${no}`);
		await city.check('party-case-above');
		await city.sees('看不到、查不到、打不开');
		await city.close();
	});
}
