import { spaced } from '@vialog/reports';
import type { AnalyticTexts, ChangeFacts } from './analytic-texts.ts';

const facts = ({ before, after, low, high, effectSize, daysBefore, daysAfter }: ChangeFacts): string =>
  spaced`之前 ${before}（${daysBefore} 天），之后 ${after}（${daysAfter} 天）；差值的 95% 置信区间为 ${low} 至 ${high}` +
  (effectSize === null ? '' : `，效应量 ${effectSize}`);

export const zh: AnalyticTexts = {
  directions: { inbound: '驶入', outbound: '驶出' },
  directed: (name, direction) => `${name}（${direction}）`,
  list: (items) => items.join('、'),
  item: (name, figure) => `${name}（${figure}）`,
  points: '个百分点',
  days: '天',
  unmeasured: (names) => spaced`${names}的有效数据不足，无法给出结果。`,
  more: (count) => `另外 ${count} 个`,
  peak: {
    one: ({ name, weekday, hour, median, p15, p85, hours }) =>
      spaced`${name}：典型周的高峰小时是${weekday} ${hour} 起的一小时，中位数为 ${median}；这 ${hours} 个小时中有 70% 在 ${p15} 至 ${p85} 之间。`,
    many: (count, items) => spaced`${count} 个对象中，高峰小时数值最高的是${items}。`,
    item: ({ name, weekday, hour, median }) => `${name}（${weekday} ${hour}，${median}）`,
    bars: '高峰小时的中位数及 70% 小时的范围',
    table: '一周中的高峰小时',
    rule: '高峰小时：一周中中位数最高的小时。有效小时数不足最佳时段一半的时段不参与比较。',
  },
  target: {
    reached: ({ name, target, reached, days, undecided, weekday, weekdayReached, weekdayDays, halfBy }) =>
      `${name}：${days} 天中有 ${reached} 天达到 ${target}，最常见于${weekday}（${weekdayDays} 天中有 ${weekdayReached} 天）` +
      (halfBy === null ? '' : `；其中一半的日子在 ${halfBy} 起的一小时或更早就已达到`) +
      (undecided === 0 ? '。' : `。另有 ${undecided} 天因数据不足无法判断。`),
    never: ({ name, target, days, undecided }) =>
      `${name}：${days} 天均未达到 ${target}` +
      (undecided === 0 ? '。' : `；其中 ${undecided} 天因数据不足无法判断。`),
    many: ({ count, of, target, items }) =>
      count === 0
        ? `${of} 个对象均未达到 ${target}。`
        : spaced`${of} 个对象中有 ${count} 个达到 ${target}，最常达到的是${items}。`,
    bars: (target) => `达到 ${target} 的天数占比；横线：因数据不足无法判断的天数`,
    table: '达标天数',
    weekdays: '一周各天的达标天数',
    rule: '一天中只要有一个有效小时达到目标值，即视为当天达标。未达标但有小时未计入的日子不作判断。仅当之前没有未计入的小时时，才统计首次达标的小时。',
  },
  spare: {
    found: ({ count, of, target, share, items }) =>
      `${of} 个对象中有 ${count} 个达到 ${target} 的小时不超过 ${share}：${items}。`,
    none: ({ of, target, share }) => `${of} 个对象达到 ${target} 的小时均超过 ${share}。`,
    uncertain: (items) => `数据不足的小时可能改变以下对象的结论：${items}。`,
    upTo: (share) => `最多 ${share}`,
    bars: (target) => `达到 ${target} 的小时占比；横线：数据不足的小时`,
    table: '达标小时',
    rule: '占比以有效小时为基数。范围的两端分别假设未计入的小时全部未达标或全部达标。',
  },
  merge: {
    found: ({ keep, close, capacity, share, hours, target, distance }) =>
      spaced`${close}可并入${keep}（${capacity} 个车位，相距 ${distance}）：在两处均有有效数据的 ${hours} 个小时中，有 ${share} 的时间两处车辆合计不超过其车位的 ${target}。`,
    none: ({ count, distance, target, share }) =>
      `${count} 个停车场中，没有两个相距 ${distance} 以内的停车场可以合并：没有一个停车场能在 ${share} 的小时内以不超过 ${target} 的车位容纳两处车辆。`,
    noCapacity: (names) => spaced`${names}的车位数未知。`,
    single: (name) => spaced`只有${name}有有效数据且车位数已知：至少需要两个停车场才能比较。`,
    pair: (keep, close) => `${close} → ${keep}`,
    bars: '一个停车场可容纳两处车辆的小时占比；横线：数据不足的小时',
    table: '距离范围内的停车场',
    rule: ({ target, share, distance }) =>
      `每小时车辆数 = 占用率 × 摄像头可见的车位数。两个停车场相距不超过 ${distance}，且在两处均有有效数据的小时中至少 ${share} 的时间，两处车辆合计不超过较大停车场车位的 ${target}，即可合并。`,
  },
  change: {
    moved: (change) =>
      spaced`${change.name}的${change.measure}${change.isHigher ? '上升' : '下降'}了 ${change.difference}${change.relative === null ? '' : `（${change.relative}）`}：${facts(change)}。`,
    unclear: (change) =>
      spaced`${change.name}的${change.measure}没有明显变化（差值 ${change.difference}）：${facts(change)}。`,
    tooLittle: ({ name, needed, before, after }) =>
      spaced`${name}的有效数据不足，无法比较：每个时段至少需要 ${needed} 天，之前有 ${before} 天，之后有 ${after} 天。`,
    many: ({ higher, lower, unclear, tooLittle }) =>
      `${higher + lower + unclear + tooLittle} 个对象中，${higher} 个上升，${lower} 个下降，${unclear} 个没有明显变化` +
      (tooLittle === 0 ? '。' : `；${tooLittle} 个有效数据不足。`),
    strongest: (items) => spaced`变化最大的是${items}。`,
    verdicts: {
      higher: '上升',
      lower: '下降',
      no_clear_change: '没有明显变化',
      too_little: '有效数据不足',
    },
    mark: '后一时段开始',
    yearBefore: (name) => `${name}（上年同期）`,
    bars: '差值及其 95% 置信区间',
    table: '对比结果',
    rule: '只比较两个时段都有的一周各小时，权重相同。置信区间：按天自助抽样 2,000 次的百分位法。效应量：按天计算的 Hedges g；低于 0.2 为小，高于 0.8 为大。',
    cause: '对比只说明发生了什么变化，不说明原因。',
  },
  week: {
    one: ({ name, value, usual, low, high, lowerThan, higherThan, periods, verdict }) =>
      spaced`${name}：平均 ${value}，平时为 ${usual}；之前 ${periods} 个等长时段中有 70% 在 ${low} 至 ${high} 之间。` +
      (verdict === 'usual'
        ? '属于正常水平。'
        : verdict === 'higher'
          ? `高于其中 ${higherThan} 个。`
          : `低于其中 ${lowerThan} 个。`),
    tooLittle: (name, needed) => spaced`${name}的有效数据不足，无法比较：至少需要之前 ${needed} 个等长时段。`,
    many: ({ higher, lower, usual }) =>
      `${higher + lower + usual} 个对象中，${higher} 个高于平时，${lower} 个低于平时，${usual} 个属于正常水平。`,
    verdicts: { higher: '高于平时', lower: '低于平时', usual: '正常' },
    bars: '本时段平均值；横线：之前 70% 时段的范围',
    table: '与平时对比',
    rule: '平时水平为之前一周各相同小时中位数的平均值。之前每个等长时段逐小时与这些中位数比较，其平均偏差的第 15 至第 85 百分位即为平时范围。',
  },
  unusual: {
    found: (count, judged, items) => `${judged} 天中有 ${count} 天异常：${items}。`,
    none: (judged) => `${judged} 天中没有异常。`,
    item: ({ name, day, value, usual, score }) => `${name} ${day}（${value}，平时 ${usual}，得分 ${score}）`,
    chance: '仅因偶然，每 100 个普通日子中最多会有 4 天被列为异常。',
    noBaseline: (days) => `${days} 天未作判断：可比的日子不足 5 天，或数值没有波动。`,
    bars: '异常天数',
    table: '异常日期',
    rule: (threshold) =>
      `每天与之前相同星期几的日子比较：当天平均值减去它们的中位数，以稳健标准差为单位（Iglewicz 与 Hoaglin 的修正 z 分数）。高于或低于 ${threshold} 即为异常。未结束的日子不计入。`,
  },
  coverage: {
    found: ({ count, of, minCoverage, items }) =>
      `${of} 个对象中有 ${count} 个的数据完整率低于 ${minCoverage}：${items}。`,
    none: (of, minCoverage) => `${of} 个对象的数据完整率均不低于 ${minCoverage}。`,
    bars: '数据完整率',
    table: '数据不足的对象',
    rule: '数据完整率 = 已测量周期数 ÷ 应统计周期数。缺失原因以记录中的原因为准。',
  },
  columns: {
    rank: '排名',
    weekday: '星期',
    hour: '起始时间',
    days: '天数',
    reached: '达标天数',
    undecided: '无法判断的天数',
    halfBy: '一半天数的达标时间',
    share: '小时占比',
    lowShare: '占比下限',
    highShare: '占比上限',
    keep: '保留',
    close: '关闭',
    capacity: '保留车位数',
    distance: '距离（米）',
    highestFill: '合计最高占用率',
    before: '之前',
    after: '之后',
    difference: '差值',
    low: '区间下限',
    high: '区间上限',
    effectSize: '效应量',
    verdict: '结论',
    daysBefore: '之前天数',
    daysAfter: '之后天数',
    value: '数值',
    usual: '平时',
    usualLow: '平时下限',
    usualHigh: '平时上限',
    higherThan: '高于时段数',
    periods: '之前时段数',
    date: '日期',
    score: '得分',
    mainReason: '主要原因',
  },
};
