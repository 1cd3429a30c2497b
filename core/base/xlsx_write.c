#include "base/xlsx_write.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/log.h"
#include "base/xlsx_read.h"

#define SHEETS_MAX 8
#define DIGITS_EXACT INT64_C(999999999999999) /* a double holds each whole number of 15 digits */
#define NAMESPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

enum style { STYLE_TEXT = 1, STYLE_HEADING = 2, STYLE_NUMBER = 3 };

struct sheet {
	const char *name;
	const struct az_xlsx_heading *headings;
	size_t heading_count;
	struct az_buffer rows;
};

struct az_xlsx_writer {
	struct az_arena *arena;
	struct sheet sheets[SHEETS_MAX];
	size_t count, row, column;
	bool row_open;
};

struct az_xlsx_writer *az_xlsx_begin(struct az_arena *arena)
{
	struct az_xlsx_writer *writer = AZ_NEW(arena, struct az_xlsx_writer);
	writer->arena = arena;
	return writer;
}

static struct az_buffer *rows(struct az_xlsx_writer *writer)
{
	return &writer->sheets[writer->count - 1].rows;
}

/* Escaped for XML; what XML cannot hold, and what would be read as standing for such, as ST_Xstring has it. */
static void add_escaped(struct az_buffer *out, const char *s)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;
		if (c == '&')
			az_buffer_add_text(out, "&amp;");
		else if (c == '<')
			az_buffer_add_text(out, "&lt;");
		else if (c == '>')
			az_buffer_add_text(out, "&gt;");
		else if (c == '"')
			az_buffer_add_text(out, "&quot;");
		else if ((c < ' ' && c != '\n' && c != '\t') || (c == '_' && s[1] == 'x'))
			az_buffer_addf(out, "_x%04X_", c);
		else if (strncmp(s, "\xef\xbf\xbe", 3) == 0 || strncmp(s, "\xef\xbf\xbf", 3) == 0)
			az_buffer_add_text(out, *(s += 2) == '\xbe' ? "_xFFFE_" : "_xFFFF_");
		else
			az_buffer_add_char(out, (char)c);
	}
}

static void begin_cell(struct az_xlsx_writer *writer)
{
	if (!writer->row_open)
		az_buffer_addf(rows(writer), "<row r=\"%zu\">", writer->row);
	writer->row_open = true;
	writer->column++;
}

static void put_text(struct az_xlsx_writer *writer, const char *s, enum style style)
{
	struct az_buffer *out = rows(writer);
	begin_cell(writer);
	if (s == NULL || s[0] == '\0')
		return;
	az_buffer_addf(out, "<c r=\"%s%zu\" s=\"%d\" t=\"inlineStr\"><is><t xml:space=\"preserve\">",
	               az_xlsx_column(writer->arena, writer->column), writer->row, style);
	add_escaped(out, s);
	az_buffer_add_text(out, "</t></is></c>");
}

void az_xlsx_text(struct az_xlsx_writer *writer, const char *s)
{
	put_text(writer, s, STYLE_TEXT);
}

void az_xlsx_decimal(struct az_xlsx_writer *writer, struct az_dec value)
{
	char text[AZ_DEC_TEXT];
	az_dec_print(value, text);
	if (value.coefficient > DIGITS_EXACT || value.coefficient < -DIGITS_EXACT) {
		az_xlsx_text(writer, text);
		return;
	}
	begin_cell(writer);
	az_buffer_addf(rows(writer), "<c r=\"%s%zu\" s=\"%d\"><v>%s</v></c>",
	               az_xlsx_column(writer->arena, writer->column), writer->row, STYLE_NUMBER, text);
}

void az_xlsx_int(struct az_xlsx_writer *writer, int64_t value)
{
	az_xlsx_decimal(writer, az_dec_of(value, 0));
}

void az_xlsx_end_row(struct az_xlsx_writer *writer)
{
	if (writer->row_open)
		az_buffer_add_text(rows(writer), "</row>");
	writer->row_open = false;
	writer->row++;
	writer->column = 0;
}

void az_xlsx_sheet(struct az_xlsx_writer *writer, const char *name, const struct az_xlsx_heading *headings, size_t count)
{
	if (writer->count == SHEETS_MAX)
		abort();
	struct sheet *sheet = &writer->sheets[writer->count++];
	*sheet = (struct sheet){.name = name, .headings = headings, .heading_count = count};
	az_buffer_init(&sheet->rows, writer->arena);
	writer->row = 1;
	writer->column = 0;
	for (size_t i = 0; i < count; i++)
		put_text(writer, headings[i].text, STYLE_HEADING);
	az_xlsx_end_row(writer);
}

/* ---- the parts ---- */

/* The list that a cell offers; a program that knows no such lists shows the cell all the same. */
static void add_lists(struct az_xlsx_writer *writer, struct az_buffer *out, const struct sheet *sheet)
{
	size_t lists = 0;
	for (size_t i = 0; i < sheet->heading_count; i++)
		lists += sheet->headings[i].choose != NULL;
	if (lists == 0)
		return;
	az_buffer_addf(out, "<dataValidations count=\"%zu\">", lists);
	for (size_t i = 0; i < sheet->heading_count; i++) {
		const struct az_xlsx_heading *heading = &sheet->headings[i];
		if (heading->choose == NULL)
			continue;
		const char *column = az_xlsx_column(writer->arena, i + 1);
		az_buffer_addf(out,
		               "<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" "
		               "sqref=\"%s2:%s1000\"><formula1>&quot;",
		               column, column);
		for (size_t c = 0; c < heading->choose_count; c++) {
			az_buffer_add_text(out, c == 0 ? "" : ",");
			add_escaped(out, heading->choose[c]);
		}
		az_buffer_add_text(out, "&quot;</formula1></dataValidation>");
	}
	az_buffer_add_text(out, "</dataValidations>");
}

static struct az_text sheet_part(struct az_xlsx_writer *writer, const struct sheet *sheet, bool first)
{
	struct az_buffer out;
	az_buffer_init(&out, writer->arena);
	az_buffer_addf(&out,
	               DECLARATION "<worksheet xmlns=\"" NAMESPACE "\"><sheetViews><sheetView%s workbookViewId=\"0\">"
	                           "<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" "
	                           "state=\"frozen\"/></sheetView></sheetViews><cols>",
	               first ? " tabSelected=\"1\"" : "");
	for (size_t i = 0; i < sheet->heading_count; i++)
		az_buffer_addf(&out, "<col min=\"%zu\" max=\"%zu\" width=\"%u\" style=\"%d\" customWidth=\"1\"/>", i + 1,
		               i + 1, sheet->headings[i].width == 0 ? 12 : sheet->headings[i].width, STYLE_TEXT);
	az_buffer_add_text(&out, "</cols><sheetData>");
	az_buffer_add(&out, sheet->rows.p, sheet->rows.n);
	az_buffer_add_text(&out, "</sheetData>");
	add_lists(writer, &out, sheet);
	az_buffer_add_text(&out, "</worksheet>");
	return az_buffer_text(&out);
}

/* Number format 49 is "text"; quotePrefix is the apostrophe. */
static const char styles[] = DECLARATION
	"<styleSheet xmlns=\"" NAMESPACE "\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Arial\"/></font>"
	"<font><b/><sz val=\"11\"/><name val=\"Arial\"/></font></fonts><fills count=\"3\"><fill>"
	"<patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill>"
	"<patternFill patternType=\"solid\"><fgColor rgb=\"FFDCE6F1\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>"
	"<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
	"<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
	"<cellXfs count=\"4\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
	"<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\" "
	"applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
	"<xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\" "
	"applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
	"<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\">"
	"<alignment vertical=\"top\"/></xf></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" "
	"builtinId=\"0\"/></cellStyles></styleSheet>";

static const char package_relations[] = DECLARATION
	"<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"rId1\" Type=\"" RELATIONS "/officeDocument\" "
	"Target=\"xl/workbook.xml\"/></Relationships>";

/* The three parts that name the sheets. */
static void list_sheets(const struct az_xlsx_writer *writer, struct az_buffer *types, struct az_buffer *book,
                        struct az_buffer *relations)
{
	static const char type[] = "application/vnd.openxmlformats-officedocument.spreadsheetml";
	az_buffer_addf(types,
	               DECLARATION "<Types xmlns=\"" PACKAGE "/content-types\"><Default Extension=\"rels\" "
	                           "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	                           "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	                           "<Override PartName=\"/xl/workbook.xml\" ContentType=\"%s.sheet.main+xml\"/>"
	                           "<Override PartName=\"/xl/styles.xml\" ContentType=\"%s.styles+xml\"/>",
	               type, type);
	az_buffer_add_text(book, DECLARATION "<workbook xmlns=\"" NAMESPACE "\" xmlns:r=\"" RELATIONS "\"><sheets>");
	az_buffer_add_text(relations, DECLARATION "<Relationships xmlns=\"" PACKAGE "/relationships\">");
	for (size_t i = 0; i < writer->count; i++) {
		az_buffer_addf(types,
		               "<Override PartName=\"/xl/worksheets/sheet%zu.xml\" ContentType=\"%s.worksheet+xml\"/>",
		               i + 1, type);
		az_buffer_add_text(book, "<sheet name=\"");
		add_escaped(book, writer->sheets[i].name);
		az_buffer_addf(book, "\" sheetId=\"%zu\" r:id=\"rId%zu\"/>", i + 1, i + 1);
		az_buffer_addf(relations,
		               "<Relationship Id=\"rId%zu\" Type=\"" RELATIONS "/worksheet\" "
		               "Target=\"worksheets/sheet%zu.xml\"/>",
		               i + 1, i + 1);
	}
	az_buffer_addf(relations,
	               "<Relationship Id=\"rId%zu\" Type=\"" RELATIONS "/styles\" Target=\"styles.xml\"/></Relationships>",
	               writer->count + 1);
	az_buffer_add_text(book, "</sheets></workbook>");
	az_buffer_add_text(types, "</Types>");
}

/* ---- packing ---- */

static bool add_part(zip_t *zip, const char *name, struct az_text content)
{
	zip_source_t *source = zip_source_buffer(zip, content.p, content.n, 0);
	if (source == NULL)
		return false;
	zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return false;
	}
	/* The same content gives the same file. 1980-01-01 is where the days of a ZIP begin. */
	return zip_file_set_dostime(zip, (zip_uint64_t)index, 0, 0x21, 0) == 0;
}

static bool add_parts(struct az_xlsx_writer *writer, zip_t *zip)
{
	struct az_buffer types, book, relations;
	az_buffer_init(&types, writer->arena);
	az_buffer_init(&book, writer->arena);
	az_buffer_init(&relations, writer->arena);
	list_sheets(writer, &types, &book, &relations);
	bool good = add_part(zip, "[Content_Types].xml", az_buffer_text(&types)) &&
	            add_part(zip, "_rels/.rels", AZ_LIT(package_relations)) &&
	            add_part(zip, "xl/workbook.xml", az_buffer_text(&book)) &&
	            add_part(zip, "xl/_rels/workbook.xml.rels", az_buffer_text(&relations)) &&
	            add_part(zip, "xl/styles.xml", AZ_LIT(styles));
	for (size_t i = 0; good && i < writer->count; i++)
		good = add_part(zip, az_format(writer->arena, "xl/worksheets/sheet%zu.xml", i + 1),
		                sheet_part(writer, &writer->sheets[i], i == 0));
	return good;
}

static bool take_bytes(struct az_arena *arena, zip_source_t *source, struct az_text *out)
{
	zip_stat_t about;
	if (zip_source_stat(source, &about) != 0 || (about.valid & ZIP_STAT_SIZE) == 0 || zip_source_open(source) != 0)
		return false;
	char *bytes = az_alloc(arena, (size_t)about.size + 1);
	zip_int64_t n = zip_source_read(source, bytes, about.size);
	zip_source_close(source);
	*out = (struct az_text){bytes, (size_t)about.size};
	return n >= 0 && (zip_uint64_t)n == about.size;
}

enum az_result az_xlsx_end(struct az_xlsx_writer *writer, struct az_text *out)
{
	bool good = false;
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_t *zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
	if (zip != NULL) {
		zip_source_keep(source);
		good = add_parts(writer, zip) && zip_close(zip) == 0;
		if (!good)
			zip_discard(zip);
		good = good && take_bytes(writer->arena, source, out);
	}
	if (source != NULL)
		zip_source_free(source);
	zip_error_fini(&error);
	if (!good)
		az_log(AZ_LOG_ERROR, "xlsx.write", "the workbook could not be packed");
	return good ? AZ_OK : AZ_INTERNAL;
}
