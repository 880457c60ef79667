-- District A as it writes: raw texts, English names in the databases, numbered codes.
CREATE OR REPLACE VIEW t01 AS SELECT _row, tidy(case_no) AS case_no, tidy(procuratorate_no) AS proc_case_no, id_person(signs, n) AS person, tidy(charge) AS charge,
    day_of(pronounced_on) AS pronounced, day_of(effective_on) AS effective,
    CASE penalty WHEN '01' THEN 'death_reprieve' WHEN '02' THEN 'life' WHEN '03' THEN 'fixed_term' END AS penalty,
    suspended = '1' AS probation, day_of(term_to) AS term_end
  FROM (SELECT *, id_digits(signs) AS n FROM (SELECT *, id_signs(cert_no) AS signs FROM raw_t01));
CREATE OR REPLACE VIEW t02 AS SELECT _row, tidy(case_no) AS case_no, id_person(signs, n) AS person, day_of(sent_on) AS sent, day_of(received_on) AS received FROM (SELECT *, id_digits(signs) AS n FROM (SELECT *, id_signs(cert_no) AS signs FROM raw_t02));
CREATE OR REPLACE VIEW t03 AS SELECT _row, id_person(signs, n) AS person, day_of("入所日期") AS admitted, day_of("刑罚执行_收到执行文书日") AS received, day_of("刑罚执行_刑期止") AS term_end,
    day_of("出所日期") AS released,
    CASE "出所原因" WHEN '送监' THEN 'to_prison' WHEN '刑满' THEN 'served' WHEN '取保' THEN 'bail' WHEN '转所' THEN 'transfer' WHEN '死亡' THEN 'death' WHEN '社矫' THEN 'community' END AS reason,
    day_of("刑罚执行_投监日") AS to_prison, known("刑罚执行_拒收说明") AS refusal, coalesce("病残" = 'Y', false) AS medical, coalesce("刑罚执行_留所服刑" = 'Y', false) AS stay
  FROM (SELECT *, id_digits(signs) AS n FROM (SELECT *, id_signs("基本情况_身份证号") AS signs FROM raw_t03));
CREATE OR REPLACE VIEW t04 AS SELECT _row, id_person(signs, n) AS person, day_of(admitted_on) AS admitted FROM (SELECT *, id_digits(signs) AS n FROM (SELECT *, id_signs(cert_no) AS signs FROM raw_t04));
CREATE OR REPLACE VIEW t05 AS SELECT _row, id_person(signs, n) AS person, day_of(ruled_on) AS ruled, day_of(new_term_to) AS new_end,
    CASE kind WHEN '1' THEN 'commute' WHEN '2' THEN 'parole' WHEN '3' THEN 'temp_outside' WHEN '9' THEN 'revoke' END AS kind
  FROM (SELECT *, id_digits(signs) AS n FROM (SELECT *, id_signs(cert_no) AS signs FROM raw_t05));
CREATE OR REPLACE VIEW t19 AS SELECT _row, tidy("案件编号") AS proc_case_no, CASE "业务类别" WHEN '诉' THEN 'prosecution' WHEN '捕' THEN 'arrest_review' ELSE 'other' END AS stage,
    id_person(signs, n) AS person, tidy("罪名") AS charge, day_of("受理时间") AS accepted, day_of("处理时间") AS decided
  FROM (SELECT *, id_digits(signs) AS n FROM (SELECT *, id_signs("证件号") AS signs FROM raw_t19));
