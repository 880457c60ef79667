-- District B as it writes: Chinese headings in files, pinyin in its database, words instead of codes.
CREATE OR REPLACE VIEW t01 AS SELECT _row, tidy("案号") AS case_no, tidy("检察案号") AS proc_case_no, id_person(signs, n) AS person, tidy("罪名") AS charge,
    day_of("宣判日") AS pronounced, day_of("生效日") AS effective,
    CASE "主刑" WHEN '死缓' THEN 'death_reprieve' WHEN '无期徒刑' THEN 'life' WHEN '有期徒刑' THEN 'fixed_term' END AS penalty,
    "缓刑" = '是' AS probation, day_of("刑期止") AS term_end
  FROM (SELECT *, id_digits(signs) AS n FROM (SELECT *, id_signs("证件号码") AS signs FROM raw_t01));
CREATE OR REPLACE VIEW t02 AS SELECT _row, tidy("案号") AS case_no, id_person(signs, n) AS person, day_of("发出日") AS sent, day_of("签收日") AS received FROM (SELECT *, id_digits(signs) AS n FROM (SELECT *, id_signs("证件号码") AS signs FROM raw_t02));
CREATE OR REPLACE VIEW t03 AS SELECT _row, id_person(signs, n) AS person, day_of(rsrq) AS admitted, day_of(wsrq) AS received, day_of(xqzr) AS term_end, day_of(csrq) AS released,
    CASE csyy WHEN '投送监狱' THEN 'to_prison' WHEN '刑满释放' THEN 'served' WHEN '取保候审' THEN 'bail' WHEN '移所' THEN 'transfer' WHEN '死亡' THEN 'death' WHEN '社区矫正' THEN 'community' END AS reason,
    day_of(tjrq) AS to_prison, known(jsbh) AS refusal, coalesce(bc = '是', false) AS medical, coalesce(lsfx = '是', false) AS stay
  FROM (SELECT *, id_digits(signs) AS n FROM (SELECT *, id_signs(zjhm) AS signs FROM raw_t03));
CREATE OR REPLACE VIEW t04 AS SELECT _row, id_person(signs, n) AS person, day_of("收押日") AS admitted FROM (SELECT *, id_digits(signs) AS n FROM (SELECT *, id_signs("证件号码") AS signs FROM raw_t04));
CREATE OR REPLACE VIEW t05 AS SELECT _row, id_person(signs, n) AS person, day_of(cdrq) AS ruled, day_of(bghxqz) AS new_end,
    CASE cdzl WHEN '减刑' THEN 'commute' WHEN '假释' THEN 'parole' WHEN '暂予监外执行' THEN 'temp_outside' WHEN '撤销' THEN 'revoke' END AS kind
  FROM (SELECT *, id_digits(signs) AS n FROM (SELECT *, id_signs(zjhm) AS signs FROM raw_t05));
CREATE OR REPLACE VIEW t19 AS SELECT _row, tidy("检察案号") AS proc_case_no, CASE "办案环节" WHEN '审查起诉' THEN 'prosecution' WHEN '审查逮捕' THEN 'arrest_review' ELSE 'other' END AS stage,
    id_person(signs, n) AS person, tidy("罪名") AS charge, day_of("受理日") AS accepted, day_of("决定日") AS decided
  FROM (SELECT *, id_digits(signs) AS n FROM (SELECT *, id_signs("证件号码") AS signs FROM raw_t19));
