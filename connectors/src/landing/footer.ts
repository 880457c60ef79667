const sums = /^(?:合计|总计|小计|共计|累计)[:：]?$/
const words =
  /^(?:合计|总计|小计|共计|累计|制表|填表|填报|审核|复核|统计人|负责人|经办人|单位负责人|打印(?:时间|日期|人)|导出(?:时间|日期|人)|备注[:：]|说明[:：]|注[:：]|第\d+页|共\d+条)/

/**
 * 合计, 制表人：…, 填表日期：…: few cells (`filled` counts them), and the first one says what it is. `sum` stands wherever a group of rows ends;
 * `foot` is one only at the very end of the table, because a record may begin with such words too. Null: it is data.
 */
export function footerKind(first: string, filled: () => number, columns: number): 'sum' | 'foot' | null {
  const text = first.replace(/\s+/g, '')
  if (!words.test(text)) return null
  if (sums.test(text)) return columns > 1 ? 'sum' : 'foot'
  return filled() <= Math.max(2, Math.floor(columns / 2)) ? 'foot' : null
}
