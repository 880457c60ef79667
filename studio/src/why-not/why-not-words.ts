import type { Text } from '@jianmo/connectors/words'
import type { WhyNot, WhyNotEnd, WhyNotReason } from '@jianmo/engine/api'

/** What a reader is told first. */
export function verdictText({ verdict, sources, ends }: WhyNot): Text {
  switch (verdict) {
    case 'lead':
      return { zh: '在线索里', en: 'On the list of leads' }
    case 'undetermined':
      return {
        zh: '在“待补数据”里：数据不足，还判断不了',
        en: 'On the list to be completed: the data do not suffice to decide',
      }
    case 'nowhere':
      return {
        zh: `读取的 ${sources.length} 个数据源里都没有`,
        en: `In none of the ${sources.length} sources that were read`,
      }
    case 'stopped':
      return answersOf(ends).length > 1
        ? { zh: '不在线索里，各条路径停在这些地方', en: 'Not a lead: the paths stop at these places' }
        : { zh: '不在线索里，停在这里', en: 'Not a lead: it stops here' }
  }
}

/** The ends that answer the question; the others follow from them or are only looked up. */
export function answersOf(ends: readonly WhyNotEnd[]): readonly WhyNotEnd[] {
  const stops = ends.filter(({ kind }) => kind !== 'lead' && kind !== 'undetermined')
  const first = stops.filter(({ decisive, because, kind }) => decisive && because === null && kind !== 'compared')
  return first.length > 0 ? first : stops.slice(0, 1)
}

/** One sentence about an end. */
export function endText(end: WhyNotEnd, titleOf: (nodeId: string) => string): Text {
  const node = titleOf(end.nodeId)
  switch (end.kind) {
    case 'lead':
      return { zh: '进入线索清单', en: 'Reached the leads' }
    case 'undetermined':
      return { zh: '进入待补数据', en: 'Reached the list to be completed' }
    case 'compared':
      return { zh: `“${node}”只拿它来比对`, en: `"${node}" only looks it up` }
    case 'open':
      return { zh: `到“${node}”为止，后面没有连线`, en: `Passes "${node}"; nothing is connected after it` }
    case 'broken':
      return { zh: `“${node}”还有问题，无法继续`, en: `"${node}" has a problem; the path cannot be followed` }
    case 'left': {
      const reason = end.through.find((one) => one.reason !== null)?.reason
      return {
        zh: `在“${node}”转入了另一个出口${reason ? `：${reason.zh}` : ''}`,
        en: `Left "${node}" through another port${reason ? `: ${reason.en}` : ''}`,
      }
    }
    case 'stopped': {
      const why = end.reasons.map((reason) => reasonText(reason, titleOf))
      return {
        zh: `“${node}”没有留下${why.length > 0 ? `：${why.map(({ zh }) => zh).join('；')}` : ''}`,
        en: `"${node}" gave no row${why.length > 0 ? `: ${why.map(({ en }) => en).join('; ')}` : ''}`,
      }
    }
  }
}

function reasonText(reason: WhyNotReason, titleOf: (nodeId: string) => string): Text {
  switch (reason.kind) {
    case 'conditions': {
      const failing = reason.rows[0]?.filter(({ value }) => value !== true).length ?? 0
      return {
        zh: `${failing} 个条件不成立`,
        en: `${failing} ${failing === 1 ? 'condition does' : 'conditions do'} not hold`,
      }
    }
    case 'rules':
      return { zh: '没有一条规则成立', en: 'no rule fired' }
    case 'winner': {
      const [first] = reason.rows
      return first
        ? { zh: `排第 ${first.rank}，只留到第 ${first.kept}`, en: `ranked ${first.rank}, kept up to ${first.kept}` }
        : { zh: '留下的是另一行', en: 'another row was kept' }
    }
    case 'partner':
      return partnerText(reason, titleOf)
  }
}

function partnerText(
  { join, side, lostAt, alone, on }: Extract<WhyNotReason, { kind: 'partner' }>,
  titleOf: (nodeId: string) => string,
): Text {
  if (join === 'anti')
    return { zh: '另一侧有对应的行，因此被排除', en: 'the other side has a partner, which excludes it' }
  const other = side === 'left' ? { zh: '右侧', en: 'the right side' } : { zh: '左侧', en: 'the left side' }
  if (on.length > 0)
    return { zh: '键相同，但连接的其他条件不成立', en: 'keys agree, but a further condition does not hold' }
  if (lostAt !== null) {
    const node = titleOf(lostAt.nodeId)
    return {
      zh: `${other.zh}原本有对应的行，在“${node}”被去掉了`,
      en: `${other.en} had a partner, which "${node}" left out`,
    }
  }
  if (alone.length > 1 && alone.some(Boolean))
    return { zh: `${other.zh}没有各键都相同的行`, en: `${other.en} has no row that agrees in all keys` }
  return { zh: `${other.zh}没有对应的行`, en: `${other.en} has no partner` }
}
