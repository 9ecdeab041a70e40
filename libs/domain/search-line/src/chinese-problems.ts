import { chineseAmounts, chineseFields } from './chinese-words.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { ProblemParams, SearchProblem } from './syntax-tree.ts';
import type { AmountWord, FieldWord } from './vocabulary.ts';

type Sentence = (params: ProblemParams) => string;

/** 条件在中文搜索语句中的写法；没有中文写法时用英文。 */
const wordOf = (word: string | number | undefined): string => {
  if (word === 'day') return '日期';
  const field = chineseFields[word as FieldWord] as readonly string[] | undefined;
  const amount = chineseAmounts[word as AmountWord] as readonly string[] | undefined;
  return field?.[0] ?? amount?.[0] ?? String(word);
};

const sentences: Readonly<Record<ProblemCode, Sentence>> = {
  unclosedQuote: () => '缺少右引号，例如 "北停车场"。',
  tooLong: ({ max, found }) => `搜索语句最多 ${max} 个字符，当前 ${found} 个。`,
  unopenedParenthesis: () => '这个“)”缺少对应的“(”。',
  unclosedParenthesis: () => '这个“(”缺少对应的“)”。',
  tooDeep: ({ max }) => `括号最多嵌套 ${max} 层。`,
  missingCondition: () => '此处缺少条件，例如 汽车>=20、场所:北停车场 或一个名称。',
  emptyAnd: () => '“且”的前后都要有条件；也可以用空格代替。',
  emptyMinus: () => '“-”后面要紧跟条件，例如 -场所:北停车场。',
  useMinus: () => '请在条件前写“-”代替 NOT。',
  emptyName: () => '引号中缺少名称。',
  unknownNumber: ({ found }) =>
    found === ''
      ? '比较符号前缺少数值名称，例如 汽车>=20。'
      : `没有名为“${found}”的数值，可写为 汽车>=20、占用率>85%。`,
  notANumber: ({ field, example }) => `“${wordOf(field)}”不是数值，请用冒号，例如 ${example}。`,
  isANumber: ({ field }) => `“${wordOf(field)}”是数值，请用比较符号，例如 ${wordOf(field)}>=20。`,
  unknownField: ({ found }) => `没有名为“${found}”的条件。若名称中含有冒号，请加引号。`,
  missingValue: ({ field, example }) => `“${wordOf(field)}:”和每个逗号后面都要有值，例如 ${example}。`,
  oneValue: ({ example }) => `此处只能有一个值，例如 ${example}。`,
  unknownWord: ({ field, found }) => `“${found}”不是有效的${wordOf(field)}。`,
  unknownOrder: ({ found }) => `无法按“${found}”排序；可选：最新、最久、最多、最满、最近。`,
  invalidModel: ({ found }) => `模型编号只能包含 a-z、0-9、“.”和“-”，当前为“${found}”。`,
  wholeNumber: ({ found }) => `请输入 0 到 999999 的整数，例如 汽车>=20，当前为“${found}”。`,
  percentage: ({ found }) => `请输入百分比，例如 占用率>85%，当前为“${found}”。`,
  duration: ({ found }) => `请输入时长（最长 3660 天），例如 2小时、7天，当前为“${found}”。`,
  distance: ({ found }) => `请输入 1m 到 20100km 的距离，例如 500m、2km，当前为“${found}”。`,
  moment: ({ found }) => `请输入日期或时间，例如 2026-01-31 或 2026-01-31T08:00，当前为“${found}”。`,
  noSuchTime: ({ found }) => `不存在“${found}”这个时间。`,
  clockRange: ({ found }) => `请输入起止时间，例如 17:00-19:00，当前为“${found}”。`,
  equalTimes: () => '起止时间相同；查询全天时不需要写时间。',
  weekday: ({ found }) => `“${found}”不是星期，可写为 周一 至 周日，例如 星期:周五,周六。`,
  nearParts: () => '请输入位置和距离，例如 附近:北停车场,2km 或 附近:31.03,112.20,2km（纬度在前）。',
  nearDistance: () => '位置后面缺少距离，例如 附近:31.03,112.20,2km。',
  nearNumbers: () => '请输入纬度、经度和距离，例如 附近:31.03,112.20,2km；名称中含有逗号时请加引号。',
  swappedPosition: ({ meant }) => `纬度在前，经度在后：是否为 ${meant}？`,
  latitude: ({ found }) => `纬度应在 -90 到 90 之间，当前为 ${found}。`,
  longitude: ({ found }) => `经度应在 -180 到 180 之间，当前为 ${found}。`,
  twoCorners: ({ example }) => `请输入两个角点（西南角;东北角，纬度在前），例如 ${example}。`,
  cornerOrder: ({ meant }) => `先写西南角，再写东北角：是否为 ${meant}？`,
  cornerSeparator: ({ meant }) => `两个角点之间用“;”分隔：是否为 ${meant}？`,
  southBelowNorth: ({ south, north }) => `南边界应小于北边界，当前为 ${south} 和 ${north}。`,
  corner: ({ found }) => `角点应为“纬度,经度”，例如 31.03,112.20，当前为“${found}”。`,
  cornerCount: ({ min, max, found }) => `多边形应有 ${min} 到 ${max} 个角点，用“;”分隔，当前 ${found} 个。`,
  pole: () => '多边形不能环绕极点。',
  crossingEdges: ({ one, other }) => `多边形的边 ${one} 与 ${other} 相交；请按轮廓顺序列出角点。`,
  lengthOfEpisodes: () => '“持续:”只能用于搜索事件；请移除，或改为搜索事件。',
  orderOfEpisodes: () => '排序只能用于搜索事件；请移除，或改为搜索事件。',
  distanceNeedsNear: () => '按距离排序需要位置：请加上 附近:北停车场 或 附近:31.03,112.20,2km。',
  wholeLine: ({ kind }) => `“${wordOf(kind)}”对整条语句生效，不能放在“或”之中，也不能加“-”。`,
  repeated: ({ kind }) => `“${wordOf(kind)}”只能出现一次。`,
  eitherOr: ({ one, other }) => `“${wordOf(one)}”和“${wordOf(other)}”只能二选一。`,
  backwards: () => '结束时间应晚于开始时间。',
  severalClasses: ({ each }) => `每个类别分别计数，请写为 ${each}，或用“机动车”表示汽车、公交车和卡车。`,
  unknownName: ({ name }) => `没有名为“${name}”的地点；可以只输入名称的一部分。`,
  wordWithoutName: ({ found }) => `没有名称中包含“${found}”的场所、摄像头或区域。`,
  onlySimulated: () => '以下均为模拟数据：所选摄像头显示的是渲染场景或其历史数据。',
  simulatedLeftOut: () => '未包含模拟数据；如需查看，请搜索 来源:模拟。',
  westFirstBox: ({ found, box }) => `${found} 按“西,南,东,北”读取；纬度在前的写法为 ${box}。`,
};

/** The sentence of a problem or note in Chinese, with the probable correction. Undefined for an unknown code. */
export function problemInChinese({
  code,
  params,
  suggestion,
}: {
  readonly code: string;
  readonly params: ProblemParams;
  readonly suggestion?: SearchProblem['suggestion'];
}): string | undefined {
  const sentence = (sentences as Readonly<Record<string, Sentence | undefined>>)[code]?.(params);
  const isNamed = suggestion === undefined || sentence?.includes(suggestion);
  return isNamed ? sentence : `${sentence}是否为“${suggestion}”？`;
}
