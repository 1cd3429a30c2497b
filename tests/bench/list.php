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
<h1 class="govuk-heading-xl"><?= h($text['disclosure.title']) ?></h1>
<table class="az-table">
<?php foreach ($entries as $entry) { ?>
<tr><th scope="row"><a class="govuk-link" href="/disclosures/<?= h(number_of($entry)) ?>"><?= h($entry['subject_name']) ?></a></th></tr>
<?php } ?>
</table>
<?php
require getenv('BENCH_FRAME') . '/foot.html';
