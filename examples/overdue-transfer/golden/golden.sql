-- 看守所超期投送, by hand, over the views t01 … t19. One row per person and rule that fired or could not be decided.
-- Parameters of the model: run date, 30 days, 1 month, 3 months, 10 days, 30 days.
CREATE OR REPLACE TABLE findings AS
WITH setting AS (SELECT DATE '2026-11-20' AS today, 30 AS transfer_days, 1 AS transfer_months, 3 AS residual_months, 10 AS court_days, 30 AS red_days),
judgment AS (
  SELECT * FROM t01 WHERE person IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY case_no, person ORDER BY effective DESC NULLS LAST, pronounced DESC NULLS LAST, _row) = 1),
not_effective AS (SELECT DISTINCT case_no FROM judgment WHERE effective IS NULL),
own AS MATERIALIZED (SELECT * FROM t19 WHERE person IS NOT NULL AND stage IN ('arrest_review', 'prosecution')),
by_number AS (SELECT proc_case_no, person, max(accepted) AS accepted FROM own WHERE stage = 'prosecution' GROUP BY ALL),
by_charge AS (SELECT charge, person, max(accepted) AS accepted FROM own WHERE stage = 'prosecution' GROUP BY ALL),
sentenced AS (
  SELECT j.*, coalesce(b.accepted, c.accepted) AS accepted
  FROM judgment j
  CROSS JOIN setting
  LEFT JOIN by_number b ON b.person = j.person AND b.proc_case_no = j.proc_case_no
  LEFT JOIN by_charge c ON c.person = j.person AND c.charge = j.charge
  WHERE j.penalty IN ('fixed_term', 'life', 'death_reprieve') AND NOT j.probation AND j.effective <= today
    AND (b.person IS NOT NULL OR c.person IS NOT NULL)
  QUALIFY row_number() OVER (PARTITION BY j.person ORDER BY j.effective DESC, j.case_no DESC, j._row) = 1),
stay AS (
  SELECT * FROM t03 WHERE person IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY person ORDER BY admitted DESC NULLS LAST, released DESC NULLS LAST, _row) = 1),
delivery AS (
  SELECT * FROM t02 WHERE person IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY case_no, person ORDER BY received NULLS LAST, sent NULLS LAST, _row) = 1),
prison AS (SELECT person, max(admitted) AS admitted FROM t04 WHERE person IS NOT NULL GROUP BY person),
ruling AS (SELECT r.* FROM t05 r JOIN sentenced s USING (person) WHERE r.ruled >= s.effective),
commuted AS (SELECT person, arg_max(new_end, ruled) AS new_end FROM ruling WHERE kind = 'commute' GROUP BY person),
outside AS (
  SELECT person FROM ruling WHERE kind <> 'commute' GROUP BY person HAVING arg_max(kind, ruled) IN ('parole', 'temp_outside')),
other_case AS (
  SELECT DISTINCT c.person FROM own c JOIN sentenced s ON s.person = c.person WHERE c.decided IS NULL AND c.accepted > s.accepted),
facts AS (
  SELECT s.person, s.case_no, s.penalty, s.effective, st.released, st.reason, st.medical, today, transfer_days, red_days, court_days,
    coalesce(st.received, d.received) AS recv,
    d.sent,
    coalesce(c.new_end, s.term_end, st.term_end) AS term_end,
    coalesce(p.admitted >= s.effective, false) AS in_prison,
    coalesce(st.to_prison, CASE WHEN p.admitted >= s.effective THEN p.admitted ELSE st.released END, today) AS act,
    st.released IS NOT NULL AND st.reason IS DISTINCT FROM 'to_prison' AS gone,
    st.stay OR st.refusal IS NOT NULL OR o.person IS NOT NULL AS exempt,
    o.person IS NOT NULL AS outside,
    n.case_no IS NOT NULL AS co_defendant,
    oc.person IS NOT NULL AS other_case,
    transfer_months, residual_months
  FROM sentenced s
  JOIN stay st USING (person)
  CROSS JOIN setting
  LEFT JOIN delivery d ON d.person = s.person AND d.case_no = s.case_no
  LEFT JOIN prison p ON p.person = s.person
  LEFT JOIN commuted c ON c.person = s.person
  LEFT JOIN outside o ON o.person = s.person
  LEFT JOIN other_case oc ON oc.person = s.person
  LEFT JOIN not_effective n ON n.case_no = s.case_no),
limits AS (
  SELECT *, recv + transfer_days AS limit_days, months_after(recv, transfer_months) AS limit_month,
    coalesce(exempt OR term_end <= months_after(recv, residual_months), false) AS excused
  FROM facts
  WHERE NOT gone OR (released >= effective AND NOT outside)),
transfer AS (
  SELECT *, greatest(limit_days, limit_month) AS last_day, least(limit_days, limit_month) AS first_day,
    CASE
      WHEN recv IS NULL THEN '文书送达不明'
      WHEN recv < effective THEN '收到文书日早于裁判生效日'
      WHEN act <= least(limit_days, limit_month) THEN NULL
      WHEN medical THEN '病残待审：尚无暂予监外执行裁定'
      WHEN co_defendant THEN '同案被告人裁判未生效'
      WHEN other_case THEN '另有未结案件，可能余罪漏罪或解回再审'
      WHEN penalty = 'fixed_term' AND term_end IS NULL THEN '刑期止日不明'
    END AS doubt
  FROM limits WHERE NOT gone AND NOT excused)
SELECT person AS subject, 'R1' AS rule, 'violation' AS outcome, last_day AS deadline, act - last_day AS days,
  CASE WHEN act - last_day > red_days THEN 'red' ELSE 'orange' END AS severity, NULL AS reason
FROM transfer WHERE doubt IS NULL AND act > last_day
UNION ALL
SELECT person, 'R1', 'cannot-determine', NULL, NULL, NULL, doubt FROM transfer
WHERE doubt IN ('文书送达不明', '收到文书日早于裁判生效日') OR (doubt IS NOT NULL AND act > last_day)
UNION ALL
SELECT person, 'R1W', 'suspect', first_day, act - first_day, 'blue', NULL FROM transfer WHERE doubt IS NULL AND act > first_day AND act <= last_day
UNION ALL
SELECT person, 'R2', CASE WHEN sent IS NULL THEN 'cannot-determine' ELSE 'violation' END, effective + court_days, sent - (effective + court_days),
  CASE WHEN sent IS NOT NULL THEN 'yellow' END, CASE WHEN sent IS NULL THEN '法院发出日期不明' END
FROM limits WHERE sent IS NULL OR sent > effective + court_days
UNION ALL
SELECT person, 'R3', CASE WHEN term_end IS NULL OR other_case THEN 'cannot-determine' ELSE 'violation' END, term_end, today - term_end,
  CASE WHEN term_end IS NOT NULL AND NOT other_case THEN 'red' END,
  CASE WHEN term_end IS NULL THEN '刑期止日不明' WHEN other_case THEN '另有未结案件，可能余罪漏罪或解回再审' END
FROM limits WHERE released IS NULL AND penalty = 'fixed_term' AND NOT in_prison AND NOT outside AND (term_end IS NULL OR term_end < today)
UNION ALL
SELECT person, 'R4', CASE WHEN reason IS NULL OR reason = 'transfer' OR (penalty = 'fixed_term' AND term_end IS NULL) THEN 'cannot-determine' ELSE 'violation' END,
  term_end, term_end - released,
  CASE WHEN reason IS NOT NULL AND reason <> 'transfer' AND (penalty <> 'fixed_term' OR term_end IS NOT NULL) THEN 'orange' END,
  CASE WHEN reason IS NULL THEN '出所原因不明' WHEN reason = 'transfer' THEN '已转其他看守所，本辖区无接收记录' WHEN penalty = 'fixed_term' AND term_end IS NULL THEN '刑期止日不明' END
FROM limits WHERE gone AND NOT in_prison AND reason IS DISTINCT FROM 'death' AND (penalty <> 'fixed_term' OR term_end IS NULL OR term_end > released);
