/** Sizes of the four big tables as issue 2 names them; T04 and T05 as large as a province's. */
export interface BulkSize {
  readonly T01: number
  readonly T02: number
  readonly T03: number
  readonly T04: number
  readonly T05: number
  readonly T19: number
}

export const fullSize: BulkSize = {
  T01: 600_000,
  T02: 1_000_000,
  T03: 900_000,
  T04: 300_000,
  T05: 60_000,
  T19: 1_000_000,
}

const macros = `
CREATE MACRO part(i, salt, many) AS CAST(hash(i * 31 + salt) % many AS INTEGER);
CREATE MACRO sign_of(t) AS substr('10X98765432', 1 + (7 * (ascii(t[1]) - 48) + 9 * (ascii(t[2]) - 48) + 10 * (ascii(t[3]) - 48)
  + 5 * (ascii(t[4]) - 48) + 8 * (ascii(t[5]) - 48) + 4 * (ascii(t[6]) - 48) + 2 * (ascii(t[7]) - 48) + (ascii(t[8]) - 48)
  + 6 * (ascii(t[9]) - 48) + 3 * (ascii(t[10]) - 48) + 7 * (ascii(t[11]) - 48) + 9 * (ascii(t[12]) - 48) + 10 * (ascii(t[13]) - 48)
  + 5 * (ascii(t[14]) - 48) + 8 * (ascii(t[15]) - 48) + 4 * (ascii(t[16]) - 48) + 2 * (ascii(t[17]) - 48)) % 11, 1);
CREATE MACRO plain_id(i) AS '10' || lpad(CAST(i // 1000 AS VARCHAR), 4, '0') || strftime(DATE '1962-01-01' + part(i, 1, 15000), '%Y%m%d') || lpad(CAST(i % 1000 AS VARCHAR), 3, '0');
CREATE MACRO dirty(id, roll) AS CASE
  WHEN roll < 2 THEN translate(id, '0123456789X', '０１２３４５６７８９Ｘ') WHEN roll < 4 THEN id || ' ' WHEN roll < 5 THEN '''' || id
  WHEN roll < 8 AND id[7:8] = '19' THEN id[1:6] || id[9:17] WHEN roll < 30 THEN lower(id)
  WHEN roll = 99 THEN '1.00101E+17' ELSE id END;
CREATE MACRO spelt(d, roll) AS CASE roll % 6 WHEN 0 THEN strftime(d, '%Y%m%d') WHEN 1 THEN strftime(d, '%Y.%-m.%-d') WHEN 2 THEN strftime(d, '%Y年%-m月%-d日')
  WHEN 3 THEN strftime(d, '%Y-%m-%d 00:00:00') ELSE strftime(d, '%Y-%m-%d') END;
CREATE TABLE people AS
  SELECT i, plain_id(i) || sign_of(plain_id(i)) AS id, '某' || chr(19968 + part(i, 2, 8000)) || chr(19968 + part(i, 3, 8000)) AS name,
    DATE '2026-11-20' - (20 + part(i, 4, 1500)) AS effective,
    ['盗窃罪', '诈骗罪', '故意伤害罪', '抢劫罪', '贩卖毒品罪', '危险驾驶罪', '寻衅滋事罪', '非法拘禁罪'][1 + part(i, 5, 8)] AS charge,
    26 + part(i, 6, 60) AS months
  FROM range(1000000) r(i);
ALTER TABLE people ADD COLUMN received DATE; UPDATE people SET received = effective + 6;
ALTER TABLE people ADD COLUMN out_on DATE; UPDATE people SET out_on = CASE WHEN part(i, 7, 100) < 2 THEN NULL WHEN part(i, 7, 100) < 5 THEN received + 26 + part(i, 8, 40) ELSE received + 4 + part(i, 8, 20) END;
UPDATE people SET out_on = NULL WHERE out_on > DATE '2026-11-20';
ALTER TABLE people ADD COLUMN ends DATE; UPDATE people SET ends = CAST(effective - 150 + to_months(months) AS DATE) - 1;`

/**
 * SELECT statements that give district A's physical tables at size, `_row` first and then the columns of the shape. About
 * 2 % of the people are never sent to prison, 3 % late; ids and dates are as dirty as in the small example.
 */
export function bulkStatements(size: BulkSize): {
  readonly setUp: string
  readonly selects: Readonly<Record<keyof BulkSize, string>>
} {
  return {
    setUp: macros,
    selects: {
      T01: `SELECT i + 1 AS _row, '（' || year(effective) || '）甲0101刑初' || i || '号' AS case_no,
          CASE WHEN part(i, 10, 50) = 0 THEN NULL ELSE '甲检刑诉〔' || year(effective) || '〕' || i || '号' END AS procuratorate_no,
          name AS defendant, '111' AS cert_kind, dirty(id, part(i, 11, 100)) AS cert_no, strptime(id[7:14], '%Y%m%d')::DATE AS birth, '1' AS sex, charge,
          '甲县人民法院' AS court, '一审' AS instance, effective - 11 AS pronounced_on, effective AS effective_on,
          ['03', '03', '03', '03', '03', '03', '03', '04', '05', CASE WHEN part(i, 13, 2) = 0 THEN '02' ELSE '01' END][1 + part(i, 12, 10)] AS penalty,
          months, CASE WHEN part(i, 14, 7) = 0 THEN '1' ELSE '0' END AS suspended, NULL::INTEGER AS probation_months, 5000 AS fine, '1' AS custody,
          spelt(effective - 150, part(i, 15, 12)) AS term_from, spelt(ends, part(i, 16, 12)) AS term_to
        FROM people WHERE i < ${size.T01} ORDER BY hash(i)`,
      T02: `SELECT n + 1 AS _row, '（' || year(effective) || '）甲0101刑初' || i || '号' AS case_no, dirty(id, part(n, 20, 100)) AS cert_no, '执行通知书' AS document,
          '甲县公安局看守所' AS addressee, spelt(effective + 3 + CASE WHEN part(i, 21, 50) = 0 THEN 12 ELSE 0 END, part(n, 22, 12)) AS sent_on,
          CASE WHEN part(i, 23, 80) = 0 THEN NULL ELSE spelt(effective + 5, part(n, 24, 12)) END AS received_on, '1' AS receipt
        FROM (SELECT n, n % ${size.T01} AS k FROM range(${size.T02}) r(n)) JOIN people ON i = k ORDER BY hash(n)`,
      T03: `SELECT n + 1 AS _row, 'JK' || (n % 400000) AS "监号", name AS "基本情况_姓名", NULL AS "基本情况_别名", dirty(id, part(n, 30, 100)) AS "基本情况_身份证号",
          spelt(effective - 150 - CASE WHEN n >= 700000 THEN 1500 ELSE 0 END, part(n, 31, 12)) AS "入所日期", '已决' AS "诉讼环节", charge AS "案由", '甲县公安局' AS "办案单位",
          CASE WHEN part(i, 32, 60) = 0 THEN NULL ELSE spelt(received, part(n, 33, 12)) END AS "刑罚执行_收到执行文书日", spelt(ends, part(n, 34, 12)) AS "刑罚执行_刑期止",
          spelt(out_on, part(n, 35, 12)) AS "刑罚执行_投监日", CASE WHEN out_on IS NULL THEN NULL ELSE '省第一监狱' END AS "刑罚执行_监狱",
          CASE WHEN part(i, 36, 300) = 0 THEN '拒收' || i ELSE NULL END AS "刑罚执行_拒收说明", CASE WHEN part(i, 37, 300) = 0 THEN 'Y' ELSE 'N' END AS "刑罚执行_留所服刑",
          CASE WHEN out_on IS NULL THEN '在' ELSE '出' END AS "状态", CASE WHEN out_on IS NULL THEN '9999-12-31' ELSE spelt(out_on, part(n, 38, 12)) END AS "出所日期",
          CASE WHEN out_on IS NULL THEN NULL ELSE ['送监', '送监', '送监', '送监', '送监', '送监', '送监', '送监', '刑满', CASE WHEN part(i, 39, 20) = 0 THEN '取保' ELSE '送监' END][1 + part(i, 40, 10)] END AS "出所原因",
          CASE WHEN part(i, 41, 200) = 0 THEN 'Y' ELSE 'N' END AS "病残"
        FROM (SELECT n, n % 700000 AS k FROM range(${size.T03}) r(n)) JOIN people ON i = k ORDER BY hash(n)`,
      T04: `SELECT i + 1 AS _row, '第一监狱' AS prison, name AS full_name, dirty(id, part(i, 50, 100)) AS cert_no, coalesce(out_on, DATE '2019-05-05') AS admitted_on,
          NULL::DATE AS released_on, NULL AS release_reason
        FROM people WHERE i < ${size.T04} ORDER BY hash(i)`,
      T05: `SELECT n + 1 AS _row, '刑更' || n || '号' AS ruling_no, dirty(id, part(n, 60, 100)) AS cert_no, ['1', '2', '3', '9'][1 + part(n, 61, 4)] AS kind,
          effective + part(n, 62, 200) - 20 AS ruled_on, effective + part(n, 62, 200) - 18 AS effective_on, spelt(ends - 60, part(n, 63, 12)) AS new_term_to
        FROM (SELECT n, n * 7 % ${size.T01} AS k FROM range(${size.T05}) r(n)) JOIN people ON i = k ORDER BY hash(n)`,
      T19: `SELECT i + 1 AS _row, '甲检刑诉〔' || year(effective) || '〕' || i || '号' || CASE WHEN part(i, 70, 50) = 0 THEN '  ' ELSE '' END AS "案件编号",
          CASE WHEN part(i, 71, 7) = 0 THEN '捕' ELSE '诉' END AS "业务类别", 'A' || i AS "公安案号", name AS "嫌疑人", dirty(id, part(i, 72, 100)) AS "证件号",
          strftime(effective - 90, '%Y/%-m/%-d') AS "受理时间", '提起公诉' AS "处理结果",
          CASE WHEN part(i, 73, 400) = 0 THEN NULL ELSE strftime(effective - 65, '%Y/%-m/%-d') END AS "处理时间", charge AS "罪名", 'Y' AS "认罪认罚", 'J1' AS "承办人"
        FROM people WHERE i < ${size.T19} ORDER BY hash(i)`,
    },
  }
}
