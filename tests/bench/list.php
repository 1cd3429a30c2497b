<?php
// The list of disclosures as a PHP page: what the portal's own list is compared
// with. Same query, same entries, same HTML, the same connection kept open. What
// stands around the list (head.html, foot.html) and the texts (texts.php) are
// made by run.sh from the portal's page and catalogue, so the frame costs PHP less
// than the portal, which composes it for each request.
declare(strict_types=1);

const PAGE_ROWS = 20;
const KINDS = ['commendation', 'exposure', 'blacklist'];

function h(string $text): string
{
	return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

function database(): PDO
{
	return new PDO('mysql:unix_socket=' . getenv('BENCH_DATABASE') . ';dbname=anze;charset=utf8mb4', 'anze',
		trim(file_get_contents(getenv('BENCH_PASSWORD_FILE'))),
		[PDO::ATTR_PERSISTENT => true, PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
}

function entries(PDO $database, string $kind, int $before): array
{
	$sql = 'SELECT s.id, s.kind, s.subject_name, s.uscc, s.sector, s.authority_zh, s.authority_en, s.ground_zh, '
		. 's.ground_en, s.document, s.decided_on, s.until_on, s.published_at FROM disclosure s '
		. "WHERE s.state = 'published' AND (s.until_on IS NULL OR s.until_on >= :today)"
		. ($kind !== '' ? ' AND s.kind = :kind' : '') . ($before !== 0 ? ' AND s.id < :before' : '')
		. ' ORDER BY s.id DESC LIMIT :most';
	$query = $database->prepare($sql);
	$query->bindValue('today', (new DateTimeImmutable('now', new DateTimeZone('Asia/Shanghai')))->format('Y-m-d'));
	if ($kind !== '') {
		$query->bindValue('kind', $kind);
	}
	if ($before !== 0) {
		$query->bindValue('before', $before, PDO::PARAM_INT);
	}
	$query->bindValue('most', PAGE_ROWS + 1, PDO::PARAM_INT);
	$query->execute();
	return $query->fetchAll(PDO::FETCH_ASSOC);
}

// "D2026-000012": the year is that of the publication here.
function number_of(array $entry): string
{
	$published = new DateTimeImmutable($entry['published_at'], new DateTimeZone('UTC'));
	return sprintf('D%s-%06d', $published->setTimezone(new DateTimeZone('Asia/Shanghai'))->format('Y'), $entry['id']);
}

function link_to(string $href, string $text): string
{
	return '<a class="govuk-link" href="' . h($href) . '">' . h($text) . '</a>';
}

function day(string $day): string
{
	return '<time datetime="' . h($day) . '">' . h($day) . '</time>';
}

function address(string $path, string $query): string
{
	return $query === '' ? $path : $path . '?' . $query;
}

$text = require getenv('BENCH_FRAME') . '/texts.php';
$kind = (string)($_GET['kind'] ?? '');
$before = (int)($_GET['page'] ?? 0);
if ($kind !== '' && !in_array($kind, KINDS, true)) {
	http_response_code(404);
	exit;
}
$entries = entries(database(), $kind, $before);
$more = count($entries) > PAGE_ROWS;
$entries = array_slice($entries, 0, PAGE_ROWS);
$asked = $kind === '' ? '' : 'kind=' . $kind;
header('Content-Type: text/html; charset=utf-8');
header('Content-Language: zh-CN');
header('Cache-Control: no-store');
require getenv('BENCH_FRAME') . '/head.html';
?>

<h1 class="govuk-heading-l"><?= h($text['disclosure.title']) ?></h1>
<p class="az-lead"><?= h($text['disclosure.lead']) ?></p>
<form class="az-filter" method="get" action="/disclosures" role="search"><?php if ($kind !== '') { ?><input type="hidden" name="kind" value="<?= h($kind) ?>"><?php } ?>

<div><label class="govuk-label" for="q"><?= h($text['disclosure.q']) ?></label><input class="govuk-input" type="search" id="q" name="q" value=""></div>
<div class="az-filter__actions"><button type="submit" class="govuk-button"><?= h($text['common.filter']) ?></button></div>
</form>
<nav aria-label="<?= h($text['disclosure.title']) ?>"><ul class="az-tabs">
<?php foreach (['', ...KINDS] as $tab) { ?>
<li><a href="<?= h(address('/disclosures', $tab === '' ? '' : 'kind=' . $tab)) ?>"<?= $tab === $kind ? ' aria-current="page"' : '' ?>><?= h($text[$tab === '' ? 'common.all' : "disclosure.kind.$tab"]) ?></a></li>
<?php } ?>
</ul></nav>
<?php if ($entries !== []) { ?>
<ul class="az-entries">
<?php foreach ($entries as $entry) { ?>
<li><p class="az-entry__title"><strong class="govuk-tag az-tag--<?= h($entry['kind']) ?>"><?= h($text['disclosure.kind.' . $entry['kind']]) ?></strong> <?= link_to('/disclosures/' . number_of($entry), $entry['subject_name']) ?></p><p><?= h($entry['ground_zh']) ?></p><p class="az-entry__about"><span class="az-code"><?= h($entry['uscc']) ?></span><span><?= h($entry['authority_zh']) ?></span><span><?= h($text['disclosure.date']) ?> <?= day($entry['decided_on']) ?></span><?php if ($entry['until_on'] !== null) { ?><span><?= h($text['disclosure.until']) ?> <?= day($entry['until_on']) ?></span><?php } ?></p></li>
<?php } ?>
</ul>
<?php } else { ?>
<div class="az-empty"><p><?= h($text['disclosure.none']) ?></p></div>
<?php } ?>
<?php if ($before !== 0 || $more) { ?>
<nav class="az-pager" aria-label="<?= h($text['common.pages']) ?>"><?php if ($before !== 0) { ?><a class="govuk-button govuk-button--secondary" href="<?= h(address('/disclosures', $asked)) ?>"><?= h($text['disclosure.first_page']) ?></a><?php } else { ?><span></span><?php } ?><?php if ($more) { ?><a class="govuk-button govuk-button--secondary" rel="next" href="<?= h('/disclosures?' . ($asked === '' ? '' : $asked . '&') . 'page=' . $entries[PAGE_ROWS - 1]['id']) ?>"><?= h($text['common.next']) ?><span aria-hidden="true"> →</span></a><?php } ?></nav>
<?php } ?>
<p class="govuk-body az-muted"><?= h($text['disclosure.download']) ?> <?= link_to(address('/disclosures.csv', $asked), 'CSV') ?> · <?= link_to(address('/disclosures.json', $asked), 'JSON') ?> · <?= link_to(address('/disclosures.atom', $asked), $text['disclosure.feed']) ?></p>
<?php
require getenv('BENCH_FRAME') . '/foot.html';
