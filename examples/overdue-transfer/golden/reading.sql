-- How a careful person reads agencies' texts in DuckDB. Written by hand, without looking at what the engine compiles.
CREATE OR REPLACE MACRO tidy(raw) AS
  trim(regexp_replace(translate(raw, '０１２３４５６７８９ＸｘＥｅ＊　', '0123456789XxEe* '), '[\x{feff}\x{200b}\s]+', ' ', 'g'));

CREATE OR REPLACE MACRO known(raw) AS
  CASE WHEN upper(tidy(raw)) IN ('', '0', '/', '-', '--', '不详', '无', 'NULL') THEN NULL ELSE tidy(raw) END;

CREATE OR REPLACE MACRO day_of(raw) AS (
  WITH one AS (SELECT known(raw) AS t)
  SELECT CASE WHEN d IN (DATE '1900-01-01', DATE '9999-12-31') THEN NULL ELSE d END
  FROM (SELECT CASE
      WHEN regexp_full_match(t, '\d{8}') THEN try_cast(t[1:4] || '-' || t[5:6] || '-' || t[7:8] AS DATE)
      WHEN regexp_full_match(t, '\d{5}') THEN DATE '1899-12-30' + CAST(t AS INTEGER)
      ELSE try_cast(regexp_replace(t, '^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?( [0-9:]+)?$', '\1-\2-\3') AS DATE)
    END AS d FROM one));

-- GB 11643 check character of the first 17 digits.
CREATE OR REPLACE MACRO check_sign(t) AS substr('10X98765432', 1 + (
    7 * (ascii(t[1]) - 48) + 9 * (ascii(t[2]) - 48) + 10 * (ascii(t[3]) - 48) + 5 * (ascii(t[4]) - 48)
  + 8 * (ascii(t[5]) - 48) + 4 * (ascii(t[6]) - 48) + 2 * (ascii(t[7]) - 48) + 1 * (ascii(t[8]) - 48)
  + 6 * (ascii(t[9]) - 48) + 3 * (ascii(t[10]) - 48) + 7 * (ascii(t[11]) - 48) + 9 * (ascii(t[12]) - 48)
  + 10 * (ascii(t[13]) - 48) + 5 * (ascii(t[14]) - 48) + 8 * (ascii(t[15]) - 48) + 4 * (ascii(t[16]) - 48)
  + 2 * (ascii(t[17]) - 48)) % 11, 1);

-- The person behind an id as written, or NULL: nothing is repaired.
CREATE OR REPLACE MACRO person_of(raw) AS (
  WITH one AS (SELECT upper(regexp_replace(tidy(raw), '^''+|[ *]+|''+$', '', 'g')) AS t),
       long AS (SELECT CASE
         WHEN regexp_full_match(t, '\d{15}') THEN t[1:6] || '19' || t[7:15] || check_sign(t[1:6] || '19' || t[7:15])
         WHEN regexp_full_match(t, '\d{17}[\dX]') THEN t END AS t FROM one)
  SELECT CASE WHEN check_sign(t) = t[18] AND try_cast(t[7:10] || '-' || t[11:12] || '-' || t[13:14] AS DATE) IS NOT NULL THEN t END FROM long);

-- A period in months: SPC CPL Interp. art. 202(2)(1). DuckDB's own month arithmetic already stops at a month's last day.
CREATE OR REPLACE MACRO months_after(d, n) AS
  CASE WHEN d = last_day(d) THEN last_day(CAST(d + to_months(CAST(n AS INTEGER)) AS DATE)) ELSE CAST(d + to_months(CAST(n AS INTEGER)) AS DATE) END;
