/** Surnames of two characters. Short on purpose: 梁丘 or 南门 are far more often a surname of one character and a given name. */
export const compoundSurnames: ReadonlySet<string> = new Set(
  (
    '欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 长孙 宇文 司徒 司空 令狐 东方 南宫 独孤 端木 轩辕 百里 呼延 东郭 西门 ' +
    '公羊 澹台 公冶 太叔 申屠 钟离 拓跋 闻人 东野 完颜 纳兰 赫连 第五 万俟 闾丘 濮阳 淳于 单于 仲孙 鲜于 亓官 司寇 颛孙 ' +
    '巫马 公西 漆雕 乐正 公良 夹谷 宰父'
  ).split(' '),
)

/** The hundred most frequent surnames (Ministry of Public Security, 2007), borne by more than four people in five. */
export const commonSurnames: ReadonlySet<string> = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
)
