import type { EventKind, EventOrigin, GapReason } from '@vialog/contracts/vocabulary';
import type { AmountWord, EpisodeSort, FieldWord } from './vocabulary.ts';

/** Chinese spellings of a word; the first one is printed. */
type Spellings = readonly [string, ...string[]];

export const chineseAmounts: Readonly<Record<AmountWord, Spellings>> = {
  person: ['行人', '人'],
  bicycle: ['自行车', '单车'],
  car: ['汽车', '轿车', '小汽车'],
  motorcycle: ['摩托车'],
  bus: ['公交车', '客车', '巴士'],
  truck: ['卡车', '货车'],
  vehicle: ['机动车', '车辆'],
  twoWheeler: ['两轮车', '二轮车'],
  count: ['数量', '总数'],
  occupancy: ['占用率', '使用率'],
  occupied: ['占用', '已占用'],
  unknown: ['未知'],
  free: ['空闲', '空位', '剩余'],
  in: ['驶入', '进入'],
  out: ['驶出', '离开'],
  flow: ['流量'],
  stopped: ['停驶', '停驶车辆'],
};

export const chineseFields: Readonly<Record<FieldWord, Spellings>> = {
  class: ['类别'],
  site: ['场所', '停车场'],
  camera: ['摄像头', '摄像机', '相机'],
  zone: ['区域'],
  group: ['分组', '组'],
  model: ['模型'],
  kind: ['类型'],
  reason: ['原因'],
  origin: ['来源'],
  near: ['附近', '周边'],
  bbox: ['矩形', '范围'],
  polygon: ['多边形'],
  last: ['最近', '近', '过去'],
  from: ['从', '起始'],
  to: ['到', '截止'],
  on: ['星期'],
  at: ['时段', '时间'],
  for: ['持续', '时长'],
  sort: ['排序'],
};

export const chineseKinds: Readonly<Record<EventKind, Spellings>> = {
  measured: ['已测量'],
  gap: ['未测量', '缺失'],
};

export const chineseOrigins: Readonly<Record<EventOrigin, Spellings>> = {
  camera: ['摄像头', '实测'],
  simulated: ['模拟'],
  counter: ['计数器'],
};

export const chineseReasons: Readonly<Record<GapReason, Spellings>> = {
  offline: ['离线'],
  no_frame: ['无画面'],
  decode_error: ['无法解码'],
  frozen: ['画面冻结'],
  dark: ['画面过暗'],
  obstructed: ['镜头被遮挡', '遮挡'],
  moved: ['视角偏移'],
  superseded: ['处理不及时'],
  detector_down: ['检测器故障'],
  not_running: ['未运行'],
  storage_full: ['存储已满'],
  clock: ['时钟异常'],
  unreported: ['原因不明'],
};

export const chineseSorts: Readonly<Record<EpisodeSort, Spellings>> = {
  time: ['最新'],
  length: ['最久', '最长'],
  count: ['最多', '最忙'],
  occupancy: ['最满'],
  distance: ['最近'],
};

/** Monday to Sunday. */
export const chineseDays: readonly Spellings[] = ['一', '二', '三', '四', '五', '六', '日'].map(
  (day): Spellings => [
    `周${day}`,
    `星期${day}`,
    `礼拜${day}`,
    ...(day === '日' ? ['周天', '星期天', '礼拜天'] : []),
  ],
);

/** Today, yesterday, the day before. */
export const chineseDaysAgo: readonly Spellings[] = [
  ['今天', '今日'],
  ['昨天', '昨日'],
  ['前天', '前日'],
];

/** The word of the table with this spelling. */
export function wordSpelled<W extends string>(
  table: Readonly<Record<W, Spellings>>,
  text: string,
): W | undefined {
  const entries = Object.entries<Spellings>(table);
  return entries.find(([, spellings]) => spellings.includes(text))?.[0] as W | undefined;
}
