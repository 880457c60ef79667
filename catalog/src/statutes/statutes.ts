import type { Statute } from '@jianmo/connectors/words'

const cpl = { zh: '中华人民共和国刑事诉讼法', en: 'Criminal Procedure Law' }
const prisonLaw = { zh: '中华人民共和国监狱法', en: 'Prison Law' }

/** Legal-basis records that models cite by key. Windows are inclusive; texts say the demand in our words, no quotation. */
export const statutes: readonly Statute[] = [
  {
    key: 'prison.transfer',
    law: prisonLaw,
    article: { zh: '第十五条（2012年修正）', en: 'Article 15 (2012)' },
    text: {
      zh: '公安机关应当自收到执行通知书、判决书之日起一个月内将罪犯送交监狱执行；剩余刑期三个月以下的，由看守所代为执行。',
      en: 'Police shall deliver a convict to prison within one month of receiving the enforcement documents; a remaining term of three months or less is served in the detention centre.',
    },
    inForceFrom: null,
    inForceTo: '2026-10-31',
    standing: 'verified',
  },
  {
    key: 'prison.transfer',
    law: prisonLaw,
    article: { zh: '第三十一条第二款（2026年修订）', en: 'Article 31(2) (2026 revision)' },
    text: {
      zh: '公安机关应当自收到执行法律文书之日起一个月内将罪犯送交监狱执行刑罚；剩余刑期三个月以下的，由看守所代为执行。',
      en: 'Police shall deliver a convict to prison within one month of receiving the enforcement documents; a remaining term of three months or less is served in the detention centre.',
    },
    inForceFrom: '2026-11-01',
    inForceTo: null,
    standing: 'verified',
  },
  {
    key: 'cpl.264',
    law: cpl,
    article: { zh: '第二百六十四条', en: 'Article 264' },
    text: {
      zh: '罪犯被交付执行刑罚的，法院应当在判决生效后十日内送达有关法律文书；剩余刑期三个月以下的，由看守所代为执行。',
      en: 'The court shall serve the enforcement documents within ten days after the judgment takes effect; a remaining term of three months or less is served in the detention centre.',
    },
    inForceFrom: '2018-10-26',
    inForceTo: null,
    standing: 'verified',
  },
  {
    key: 'spp.rules',
    law: { zh: '人民检察院刑事诉讼规则', en: 'Criminal Procedure Rules of the People’s Procuratorates' },
    article: { zh: '第六百二十五条、第六百六十一条', en: 'Articles 625 and 661' },
    text: {
      zh: '检察院发现交付执行活动有应当纠正的情形的（含收到执行文书后三十日内未将罪犯送交监狱），依法提出纠正意见。',
      en: 'A procuratorate that finds something to be corrected in delivery for enforcement (a convict not delivered within thirty days of receipt included) raises a correction opinion.',
    },
    inForceFrom: '2019-12-30',
    inForceTo: null,
    standing: 'verified',
  },
  {
    key: 'spc.cpl.202',
    law: {
      zh: '最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释',
      en: 'SPC Interpretation on the Criminal Procedure Law',
    },
    article: { zh: '第二百零二条', en: 'Article 202' },
    text: {
      zh: '以月计算的期间，自本月某日至下月同日为一个月；期限起算日为月末的，至下月最后一日；下月没有同日的，至下月最后一日；半个月按十五日计算。',
      en: 'A period in months runs to the same day of the target month; from a month’s last day, or when there is no such day, to the last day; half a month is fifteen days.',
    },
    inForceFrom: '2021-03-01',
    inForceTo: null,
    standing: 'verified',
  },
]
