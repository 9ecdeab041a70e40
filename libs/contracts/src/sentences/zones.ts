import type { SentenceTable } from './sentence-table.ts';

/** Zones, their shapes and their slots. */
export const zoneSentences = {
  'zone.mainOverlap': [
    'The main zones "{{name}}" ({{id}}) and "{{other}}" ({{otherId}}) overlap and would count the same object twice; move them apart or give one of them the role "detail"',
    '主区域“{{name}}”（{{id}}）与“{{other}}”（{{otherId}}）重叠，会重复计数；请将其分开，或将其中一个改为子区域',
  ],
  'zone.spacesOverlap': [
    'The spaces {{bay}} and {{otherBay}} of "{{name}}" ({{id}}) overlap: one car can occupy both. Move them apart',
    '“{{name}}”（{{id}}）的车位 {{bay}} 与 {{otherBay}} 重叠，一辆车会同时占用两个车位，请将其分开',
  ],
  'zone.shortSlot': [
    'zone "{{id}}" has slots of {{slot}} ms and a picture only every {{interval}} ms, expected at least two pictures a slot: set {{@faster}}, or slotMs of the zone to at least {{least}}',
    '区域“{{id}}”的统计周期为 {{slot}} 毫秒，而每 {{interval}} 毫秒才有一幅画面，每个周期至少需要两幅：请将{{@faster}}，或将该区域的统计周期设为至少 {{least}} 毫秒',
  ],
  'zone.planAtLeast': ['plan.fps to at least {{least}}', '采样帧率（plan.fps）设为至少 {{least}}'],
  'zone.planAtMost': ['{{field}} to at most {{most}}', ' {{field}} 设为最多 {{most}}'],
  'zone.lowRate': [
    'Lines are counted on {{@rate}}; at {{recommended}} fewer fast vehicles are missed',
    '当前按{{@rate}}统计过线；提高到每秒 {{recommended}} 帧可减少快速车辆的漏计',
  ],
  'zone.framePerSecond': ['{{rate}} frame per second', '每秒 {{rate}} 帧'],
  'zone.framesPerSecond': ['{{rate}} frames per second', '每秒 {{rate}} 帧'],
  'zone.slowPlan': [
    'zone "{{id}}" {{@what}} and {{@found}}, expected at least {{@rate}}{{@recommended}}: set plan to {"mode": "fps", "fps": {{fps}}}',
    '区域“{{id}}”{{@what}}，但{{@found}}，至少需要{{@rate}}{{@recommended}}：请将采样方式设为每秒 {{fps}} 帧',
  ],
  'zone.slowPlanOnly': [
    'zone "{{id}}" {{@what}} and {{@found}}, expected at least {{@rate}}: set plan to {"mode": "fps", "fps": {{fps}}}',
    '区域“{{id}}”{{@what}}，但{{@found}}，至少需要{{@rate}}：请将采样方式设为每秒 {{fps}} 帧',
  ],
  'zone.recommendedRate': [' (recommended: {{rate}})', '（建议 {{rate}} 帧）'],
  'zone.isLine': ['is a line', '是计数线'],
  'zone.countsStopped': ['counts stopped vehicles', '统计停驶车辆'],
  'zone.keyFrames': ['the plan samples key frames only', '只采样关键帧'],
  'zone.sampledAt': ['the camera is sampled at {{@rate}}', '摄像头按{{@rate}}采样'],
  'zone.viewNeedsPicture': [
    'a counter has no picture and no zone "view"; choose another zoneId',
    '计数器没有画面，不能使用区域编号 view，请更换编号',
  ],
  'zone.externalOnly': [
    'only a counter has zones without a picture; remove the field, or register a counter',
    '只有计数器的区域可以没有画面；请删除此项，或登记为计数器',
  ],
  'zone.viewRole': [
    'The zone "view" has the role {{role}}: it is main only when no other zone is main',
    '区域“view”的统计方式为 {{role}}：只有没有其他主区域时，它才是主区域',
  ],
  'zone.viewKind': [
    'the zone "view" is the whole picture: expected kind "area"; use another zoneId',
    '区域“view”是整个画面，类型须为计数区域；请更换编号',
  ],
  'zone.idTwice': [
    'zoneId "{{id}}" is used twice; expected a different id for each zone',
    '区域编号“{{id}}”重复，每个区域须使用不同的编号',
  ],
  'zone.idRemoved': [
    'zoneId "{{id}}" belongs to a removed zone, whose counts still use it; choose another id',
    '区域编号“{{id}}”属于已删除的区域，其历史数据仍在使用，请更换编号',
  ],
  'zone.kindChanged': [
    'zone "{{id}}" has the kind {{kind}}; a zone of kind {{other}} needs a new zoneId',
    '区域“{{id}}”的类型为 {{kind}}；类型为 {{other}} 的区域须使用新的编号',
  ],
  'zone.exceptIds': [
    'expected ids of area or bays zones of this camera, found "{{id}}"',
    '请填写本摄像头的计数区域或停车区编号，当前为“{{id}}”',
  ],
  'zone.shortestSlot': ['the shortest slot is {{ms}} ms', '统计周期最短为 {{ms}} 毫秒'],
  'zone.longestSlot': ['the longest slot is {{ms}} ms', '统计周期最长为 {{ms}} 毫秒'],
  'zone.slotDividesHour': [
    'expected a length that divides an hour, like {{example}}',
    '统计周期须能整除一小时（毫秒），例如 {{example}}',
  ],
  'zone.slotFloor': [
    'expected at least {{ms}} ms, the privacy minimum for this zone',
    '出于隐私保护，该区域的统计周期至少为 {{ms}} 毫秒',
  ],
  'zone.oneClass': ['expected at least one class', '请至少选择一个类别'],
  'zone.areaNeedsPolygon': ['an area zone needs its polygon', '计数区域须绘制轮廓'],
  'zone.areaHasNoBays': ['an area zone has no bays; use kind "bays"', '计数区域没有车位；请改用停车区'],
  'zone.baysNeedSpaces': ['a bays zone needs its parking spaces', '停车区须绘制车位'],
  'zone.baysHaveNoPolygon': [
    'a bays zone has no polygon; its spaces define its outline',
    '停车区的轮廓由车位决定，无需绘制',
  ],
  'zone.duplicateBay': [
    'duplicate bayId; every space needs a unique id',
    '车位编号重复，每个车位须使用不同的编号',
  ],
  'zone.lineNeedsLine': ['a line zone needs its line', '计数线须绘制线段'],
  'zone.onlyLineHasLine': ['only a line zone has a line; use kind "line"', '只有计数线可以绘制线段'],
  'zone.lineHasNoPolygon': ['a line zone has no polygon; use "line"', '计数线没有轮廓，请绘制线段'],
  'zone.lineHasNoSpaces': ['a line zone has no parking spaces', '计数线没有车位'],
  'zone.lineHasNoCapacity': ['a line zone has no capacity', '计数线没有容量'],
  'zone.onlyLineHasDirections': ['only a line zone has directions; use kind "line"', '只有计数线有方向'],
  'zone.sameDirections': [
    'both directions have the same name; name each after where its vehicles go',
    '两个方向的名称相同，请按车辆的去向分别命名',
  ],
  'zone.onlyAreaStops': [
    'only an area zone counts stopped vehicles; use kind "area"',
    '只有计数区域可以统计停驶车辆',
  ],
  'zone.personsNeverStop': [
    'persons never count as stopped; add a vehicle class to the zone or remove the field',
    '行人不计入停驶；请为该区域添加车辆类别，或删除此项',
  ],
  'zone.exceptItself': [
    'exceptIn contains the zone itself; name the zones in which vehicles are parked',
    '不能排除区域自身；请选择停放车辆的区域',
  ],
  'zone.counterSpaces': [
    'a counter has no single parking spaces; use kind "area" with a capacity, or "line"',
    '计数器没有单个车位；请使用带容量的计数区域，或计数线',
  ],
  'zone.counterPicture': [
    'a zone of a counter has no place in a picture; remove polygon, line and stopped',
    '计数器的区域没有画面位置，请删除轮廓、线段和停驶设置',
  ],
  'shape.share': ['expected 0 to 1, found {{found}}', '应在 0 到 1 之间，当前为 {{found}}'],
  'shape.number': ['expected a number from 0 to 1', '请填写 0 到 1 之间的数值'],
  'shape.fewPoints': ['expected at least {{least}} points', '至少需要 {{least}} 个点'],
  'shape.manyPoints': ['expected at most {{most}} points', '最多 {{most}} 个点'],
  'shape.repeatedPoint': [
    'the last point repeats the first point; remove the last point',
    '最后一点与第一点重复，请删除最后一点',
  ],
  'shape.crossingEdges': [
    'edges {{one}} and {{other}} cross (edge 1 connects points 1 and 2); move or reorder the points so that edges do not cross',
    '第 {{one}} 条边与第 {{other}} 条边相交（第 1 条边连接第 1、2 点）；请移动或重新排列各点',
  ],
  'shape.noArea': ['the polygon has no area; move its points apart', '轮廓没有面积，请将各点分开'],
  'shape.closePoints': [
    'points {{one}} and {{other}} are closer than {{least}}; move them apart or remove one of them',
    '第 {{one}} 点与第 {{other}} 点的距离小于 {{least}}；请将其分开，或删除一个',
  ],
  'shape.shortLine': [
    'the line is shorter than {{least}} of the picture; draw it across the whole lane',
    '计数线短于画面的 {{least}}，请横跨整个车道绘制',
  ],
  'shape.lineOnEdge': [
    'segment {{segment}} lies on the {{@edge}} edge of the picture, where no vehicle is seen on both sides of it; move it into the picture',
    '第 {{segment}} 段位于画面{{@edge}}边缘，无法看到其两侧的车辆，请移到画面内',
  ],
  'shape.left': ['left', '左'],
  'shape.right': ['right', '右'],
  'shape.top': ['top', '上'],
  'shape.bottom': ['bottom', '下'],
  'shape.crossingSegments': [
    'segments {{one}} and {{other}} cross or run back (segment 1 connects points 1 and 2); move or reorder the points',
    '第 {{one}} 段与第 {{other}} 段相交或折返（第 1 段连接第 1、2 点）；请移动或重新排列各点',
  ],
} as const satisfies SentenceTable;
