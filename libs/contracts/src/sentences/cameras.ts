import type { SentenceTable } from './sentence-table.ts';

/** Records of cameras, sites and hand counts, and addresses of streams. */
export const cameraSentences = {
  'camera.manyFields': [
    '{{count}} fields are invalid; the first: {{@first}}',
    '{{count}} 项有误，第一项：{{@first}}',
  ],
  'camera.counterModel': [
    'a counter has no model; remove the field, or bind the model to cameras',
    '计数器没有检测模型；请删除此项，或将模型绑定到摄像头',
  ],
  'camera.modelNotInstalled': [
    'Model "{{model}}" is not installed; GET /v1/models lists the installed models',
    '未安装检测模型“{{model}}”，请在“模型”页查看已安装的模型',
  ],
  'camera.installedModel': ['expected the id of an installed model', '请选择已安装的模型'],
  'camera.registerSite': [
    'There is no site with the id "{{site}}"; register the site first',
    '没有编号为“{{site}}”的场所，请先登记',
  ],
  'camera.siteId': ['expected the id of a site, found "{{site}}"', '请选择已登记的场所，当前为“{{site}}”'],
  'camera.noSiteId': ['There is no site with the id "{{site}}"', '没有编号为“{{site}}”的场所'],
  'camera.noSite': ['There is no site "{{site}}"', '没有场所“{{site}}”'],
  'camera.noCameraId': ['There is no camera with the id "{{camera}}"', '没有编号为“{{camera}}”的摄像头'],
  'camera.noCamera': ['There is no camera "{{camera}}"', '没有摄像头“{{camera}}”'],
  'camera.noGroup': ['No camera has the group "{{group}}"', '没有属于分组“{{group}}”的摄像头'],
  'camera.cannotBecome': [
    'a {{@was}} cannot become a {{@becomes}}, because its zones stay; register a new {{@becomes}} and retire this {{@was}}',
    '{{@was}}的区域保持不变，不能改为{{@becomes}}；请登记新的{{@becomes}}，并注销此{{@was}}',
  ],
  'camera.aCamera': ['camera', '摄像头'],
  'camera.aCounter': ['counter', '计数器'],
  'camera.codeTaken': [
    'Another camera has the code "{{code}}"; codes are unique. Choose another code',
    '其他摄像头已使用编码“{{code}}”，请更换编码',
  ],
  'camera.otherCode': ['expected a code that no other camera has', '请使用其他摄像头未使用的编码'],
  'camera.counterStream': [
    'a counter has no pictures; expected the URL of a stream',
    '计数器没有画面，请填写视频流地址',
  ],
  'camera.noStream': [
    'This camera was imported without a stream URL: set stream.url, then activate it',
    '该摄像头导入时没有视频流地址，请填写后再启用',
  ],
  'camera.streamUrl': ['expected the URL of the stream', '请填写视频流地址'],
  'camera.lifecycle': [
    'A camera that is {{@from}} cannot become {{@to}}: {{@allowed}}',
    '摄像头当前为{{@from}}，不能改为{{@to}}：{{@allowed}}',
  ],
  'camera.stays': ['it stays as it is; register a new camera instead', '状态不能再更改，请登记新的摄像头'],
  'camera.mayBecome': ['it can become {{@state}}', '可以改为{{@state}}'],
  'camera.states': ['{{@state}} or {{@other}}', '{{@state}}或{{@other}}'],
  'camera.draft': ['draft', '草稿'],
  'camera.active': ['active', '启用'],
  'camera.paused': ['paused', '暂停'],
  'camera.retired': ['retired', '注销'],
  'camera.isRetired': [
    'This camera is retired and stays as it is; register a new camera instead',
    '该摄像头已注销，不能再更改，请登记新的摄像头',
  ],
  'camera.retiredStream': [
    'The camera is retired; its stream is not opened any more',
    '该摄像头已注销，不再连接其视频流',
  ],
  'camera.counterPictures': [
    'A counter has no pictures: expected the id of a camera',
    '计数器没有画面，请选择摄像头',
  ],
  'camera.counterHistory': [
    'only a counter has counts from before its registration',
    '只有计数器可以补录登记之前的计数',
  ],
  'camera.otherFilter': [
    'The cursor belongs to a list with another filter; start again without it',
    '筛选条件已更改，请重新加载列表',
  ],
  'camera.damagedCursor': ['The cursor is damaged; start again without it', '列表位置已失效，请重新加载'],
  'camera.keyFrameSampling': [
    'The plan samples key frames: slots are complete only if the camera sends at least two key frames per slot. Check the coverage',
    '当前只采样关键帧：摄像头每个统计周期须发送至少两个关键帧，数据才完整，请留意数据完整率',
  ],
  'camera.noRefresh': [
    'stream.refreshMs is not set: if the source refreshes its picture more slowly than the plan samples it, slots become gaps',
    '未设置画面刷新间隔：如果画面的刷新慢于采样，会出现数据缺失',
  ],
  'camera.bothCredentials': [
    'expected a user name and password in the URL or in credentials, found both',
    '用户名和密码只能填写在地址中或单独填写，不能同时填写',
  ],
  'camera.noCredentials': [
    'expected no user name and password for a clip or a synthetic scene',
    '视频文件和模拟场景不需要用户名和密码',
  ],
  'camera.credentialsAgain': [
    'the stream moves {{@where}}: send its user name and password again, or null if {{host}} needs none',
    '视频流将{{@where}}，请重新填写用户名和密码；如果 {{host}} 不需要登录，请删除',
  ],
  'camera.valuesAgain': [
    'the stream moves {{@where}}: send the values of the URL again instead of ***',
    '视频流将{{@where}}，请重新填写地址中以 *** 代替的值',
  ],
  'camera.otherHost': ['to another host or port', '更换主机或端口'],
  'camera.withoutTls': ['to a connection without TLS', '改用未加密的连接'],
  'camera.noStoredValue': [
    'no value is stored for "{{name}}": send the value instead of ***',
    '没有保存“{{name}}”的值，请填写实际的值，不要使用 ***',
  ],
  'camera.sameStream': [
    'Camera {{names}} already reads this stream: the same objects are counted more than once. Check whether the camera is registered twice',
    '摄像头 {{names}} 已使用此视频流，会重复计数，请检查是否重复登记',
  ],
  'camera.sameStreams': [
    'Cameras {{names}} already read this stream: the same objects are counted more than once. Check whether the camera is registered twice',
    '摄像头 {{names}} 已使用此视频流，会重复计数，请检查是否重复登记',
  ],
  'camera.noModelBound': ['No model is bound to this scope', '此范围未绑定检测模型'],
  'camera.nothingToUndo': ['This scope has no step that could be undone', '此范围没有可撤销的操作'],
  'handCount.line': [
    'expected a line of the camera, found {{@found}}',
    '请选择该摄像头的计数线，当前为{{@found}}',
  ],
  'handCount.zoneOfKind': ['a zone of kind {{kind}}', '类型为 {{kind}} 的区域'],
  'handCount.noZone': ['no zone "{{zone}}"', '不存在的区域“{{zone}}”'],
  'handCount.start': ['expected the start of a slot of {{ms}} ms', '请选择统计周期（{{ms}} 毫秒）的开始时间'],
  'handCount.end': ['expected the end of a slot of {{ms}} ms', '请选择统计周期（{{ms}} 毫秒）的结束时间'],
  'handCount.tooLong': [
    'expected at most 15 minutes, or one slot, after startAt',
    '人工计数最长 15 分钟，或一个统计周期',
  ],
  'handCount.missingSlot': [
    'The slot that starts at {{start}} is {{@why}}',
    '从 {{start}} 开始的统计周期{{@why}}',
  ],
  'handCount.notStored': ['not stored yet', '尚未入库'],
  'handCount.notMeasured': ['not measured ({{@reason}})', '未测量（{{@reason}}）'],
  'handCount.otherLength': ['other slot length', '周期长度不同'],
  'url.scheme': [
    'expected a URL that starts with its protocol, like {{example}} or {{other}}',
    '地址须以协议开头，例如 {{example}} 或 {{other}}',
  ],
  'url.meantScheme': [
    'expected one of {{list}}; did you mean {{meant}} instead of {{found}}?',
    '协议应为 {{list}} 之一；是否应为 {{meant}}，而不是 {{found}}？',
  ],
  'url.unknownScheme': [
    'expected one of {{list}} ; found {{found}}',
    '协议应为 {{list}} 之一，当前为 {{found}}',
  ],
  'url.port': [
    'expected a port from 1 to 65535, like {{example}}; found {{found}}',
    '端口应在 1 到 65535 之间，例如 {{example}}，当前为 {{found}}',
  ],
  'url.host': [
    'expected a host after {{protocol}}//, like {{example}}',
    '{{protocol}}// 后面缺少主机，例如 {{example}}',
  ],
  'url.controlCharacters': [
    'expected a URL without control characters or line breaks',
    '地址不能包含控制字符或换行',
  ],
  'url.noCredentials': ['expected a URL without a user name and password', '地址中不能包含用户名和密码'],
  'url.fingerprint': [
    'expected a SHA-256 fingerprint: {{count}} hexadecimal digits',
    '请填写 SHA-256 指纹：{{count}} 位十六进制数',
  ],
  'url.ratio': ['expected a ratio like {{example}}', '请填写宽高比，例如 {{example}}'],
  'url.noCertificate': [
    '{{scheme}} has no certificate: expected no fingerprint, or a URL that begins with rtsps:// or https://. Remove the fingerprint, or use the encrypted stream of the camera',
    '{{scheme}} 没有证书：请删除指纹，或使用以 rtsps:// 或 https:// 开头的加密地址',
  ],
  'url.hasCredentials': [
    'the URL contains a user name or password; remove them from the URL and enter them as credentials',
    '地址中包含用户名或密码，请从地址中删除，并单独填写',
  ],
  'url.unknownHost': [
    "the host name {{host}} is not known; check the name in the stream's URL",
    '无法解析主机名 {{host}}，请检查视频流地址',
  ],
  'url.notPublic': [
    '{{host}} resolves to {{addresses}}, which is not a public address; to allow a camera there, add its range to VIALOG_ALLOW_CIDRS',
    '{{host}} 解析为 {{addresses}}，不是公网地址；如需连接该网段的摄像头，请将其加入 VIALOG_ALLOW_CIDRS',
  ],
  'url.counterProbe': [
    'a counter has no stream to probe; expected the URL of a stream',
    '计数器没有可测试的视频流，请填写视频流地址',
  ],
  'url.nothingToProbe': [
    'expected a stream to probe, or the cameraId of a registered camera',
    '请填写要测试的视频流，或已登记摄像头的编号',
  ],
} as const satisfies SentenceTable;
