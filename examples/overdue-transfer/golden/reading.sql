-- How a careful person reads agencies' texts in DuckDB. Written by hand, without looking at what the engine compiles.
-- Most values are written plainly, so the plain form is tried first and only the others are cleaned.
CREATE OR REPLACE MACRO tidy(raw) AS CASE
  WHEN regexp_full_match(raw, '[^０-９Ｘｘ＊　\x{feff}\x{200b}\s]*') THEN raw
  ELSE trim(regexp_replace(translate(raw, '０１２３４５６７８９Ｘｘ＊　', '0123456789Xx* '), '[\x{feff}\x{200b}\s]+', ' ', 'g')) END;

CREATE OR REPLACE MACRO known(raw) AS CASE WHEN upper(tidy(raw)) IN ('', '0', '/', '-', '--', '不详', '无', 'NULL') THEN NULL ELSE tidy(raw) END;

CREATE OR REPLACE MACRO day_from(t) AS CASE
  WHEN regexp_full_match(t, '\d{8}') THEN try_cast(t[1:4] || '-' || t[5:6] || '-' || t[7:8] AS DATE)
  WHEN regexp_full_match(t, '\d{5}') THEN DATE '1899-12-30' + CAST(t AS INTEGER)
  ELSE try_cast(regexp_replace(t, '^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?( [0-9:]+)?$', '\1-\2-\3') AS DATE) END;
CREATE OR REPLACE MACRO day_of(raw) AS nullif(nullif(
  CASE WHEN regexp_full_match(raw, '\d{4}-\d\d-\d\d') THEN try_cast(raw AS DATE) ELSE day_from(tidy(raw)) END, DATE '1900-01-01'), DATE '9999-12-31');

-- An id step by step: its signs, its 17 digits as a number, and the person behind it or NULL. Nothing is repaired.
CREATE OR REPLACE MACRO id_signs(raw) AS CASE
  WHEN regexp_full_match(raw, '\d{17}[\dX]') THEN raw
  ELSE upper(regexp_replace(tidy(raw), '^''+|[ *]+|''+$', '', 'g')) END;
CREATE OR REPLACE MACRO id_digits(signs) AS CASE
  WHEN regexp_full_match(signs, '\d{17}[\dX]') THEN CAST(signs[1:17] AS BIGINT)
  WHEN regexp_full_match(signs, '\d{15}') THEN CAST(signs[1:6] || '19' || signs[7:15] AS BIGINT) END;
CREATE OR REPLACE MACRO digit(n, place) AS (n // CAST(pow(10, 17 - place) AS BIGINT)) % 10;
-- GB 11643: the check character of 17 digits.
CREATE OR REPLACE MACRO id_check(n) AS substr('10X98765432', CAST(1 + (
    7 * digit(n, 1) + 9 * digit(n, 2) + 10 * digit(n, 3) + 5 * digit(n, 4) + 8 * digit(n, 5) + 4 * digit(n, 6)
  + 2 * digit(n, 7) + digit(n, 8) + 6 * digit(n, 9) + 3 * digit(n, 10) + 7 * digit(n, 11) + 9 * digit(n, 12)
  + 10 * digit(n, 13) + 5 * digit(n, 14) + 8 * digit(n, 15) + 4 * digit(n, 16) + 2 * digit(n, 17)) % 11 AS BIGINT), 1);
CREATE OR REPLACE MACRO id_person(signs, n) AS CASE
  WHEN length(signs) = 18 AND id_check(n) <> signs[18] THEN NULL
  WHEN try_cast(signs[7:10] || '-' || signs[11:12] || '-' || signs[13:14] AS DATE) IS NULL AND length(signs) = 18 THEN NULL
  ELSE lpad(CAST(n AS VARCHAR), 17, '0') || id_check(n) END;

-- A period in months: SPC CPL Interp. art. 202(2)(1). DuckDB's own month arithmetic already stops at a month's last day.
CREATE OR REPLACE MACRO months_after(d, n) AS
  CASE WHEN d = last_day(d) THEN last_day(CAST(d + to_months(CAST(n AS INTEGER)) AS DATE)) ELSE CAST(d + to_months(CAST(n AS INTEGER)) AS DATE) END;
