import type { SentenceTable } from './sentence-table.ts';

/** Tests of streams, advice on sampling, views of cameras, requests to capturing processes. */
export const probeSentences = {
  'probe.lines': [
    'Vehicles are followed from frame to frame: {{recommended}} frames/s are recommended for lines, {{least}} are required',
    '过线统计需逐帧跟踪车辆：建议每秒 {{recommended}} 帧，至少 {{least}} 帧',
  ],
  'probe.slowForLines': [
    'The stream has {{fps}} frames/s; at {{recommended}} fewer fast vehicles are missed. Raise the frame rate of the camera',
    '视频流为每秒 {{fps}} 帧；达到 {{recommended}} 帧可减少快速车辆的漏计，请提高摄像头的帧率',
  ],
  'probe.motionJpeg': [
    'Motion JPEG consists of whole pictures, so only one picture every {{@every}} has to be decoded',
    'Motion JPEG 由完整画面组成，每 {{@every}}解码一幅即可',
  ],
  'probe.unknownKeyFrames': [
    'The time between key frames could not be measured; this plan decodes all frames and works for any',
    '无法测得关键帧间隔；此方案解码全部帧，适用于任何间隔',
  ],
  'probe.everyKeyFrame': [
    'A key frame comes every {{@interval}}; one frame every {{@every}} is enough and keeps the detector free',
    '每 {{@interval}}一个关键帧；每 {{@every}}采样一帧即可，可减轻检测负荷',
  ],
  'probe.keyFramesOnly': [
    'A key frame comes every {{@interval}}: at least two in each slot of {{@slot}}. Only key frames are decoded, which costs least',
    '每 {{@interval}}一个关键帧，每个 {{@slot}}的统计周期至少有两个；只解码关键帧，开销最小',
  ],
  'probe.rareKeyFrames': [
    'A key frame comes only every {{@interval}}, too rarely for slots of {{@slot}}, so all frames are decoded. To save computing time, set the key frame interval of the camera to 1 to 4 s',
    '每 {{@interval}}才有一个关键帧，不足以满足 {{@slot}}的统计周期，因此解码全部帧；如需节省算力，请将关键帧间隔设为 1 到 4 秒',
  ],
  'probe.rareKeyFramesOrLonger': [
    'A key frame comes only every {{@interval}}, too rarely for slots of {{@slot}}, so all frames are decoded. To save computing time, set the key frame interval of the camera to 1 to 4 s, or choose key frames with slots of {{@longer}}',
    '每 {{@interval}}才有一个关键帧，不足以满足 {{@slot}}的统计周期，因此解码全部帧；如需节省算力，请将关键帧间隔设为 1 到 4 秒，或只采样关键帧并将统计周期设为 {{@longer}}',
  ],
  'probe.noSecondKeyFrame': [
    'No second key frame came within {{@interval}}, too rarely for slots of {{@slot}}, so all frames are decoded. To save computing time, set the key frame interval of the camera to 1 to 4 s',
    '{{@interval}}内没有第二个关键帧，不足以满足 {{@slot}}的统计周期，因此解码全部帧；如需节省算力，请将关键帧间隔设为 1 到 4 秒',
  ],
  'probe.noSecondKeyFrameOrLonger': [
    'No second key frame came within {{@interval}}, too rarely for slots of {{@slot}}, so all frames are decoded. To save computing time, set the key frame interval of the camera to 1 to 4 s, or choose key frames with slots of {{@longer}}',
    '{{@interval}}内没有第二个关键帧，不足以满足 {{@slot}}的统计周期，因此解码全部帧；如需节省算力，请将关键帧间隔设为 1 到 4 秒，或只采样关键帧并将统计周期设为 {{@longer}}',
  ],
  'probe.unknownRefresh': [
    'The picture did not change often enough within {{@within}} to measure how often it changes. If the operator states a refresh period, enter it with the stream',
    '{{@within}}内画面变化太少，无法测得刷新间隔；如果运营方提供了刷新间隔，请填写到视频流设置',
  ],
  'probe.samePicture': [
    'The picture changes every {{@refresh}}; more requests would get the same picture again',
    '画面每 {{@refresh}}更新一次，更频繁的请求只会得到相同的画面',
  ],
  'probe.enoughPictures': [
    'The picture changes every {{@refresh}}; one picture every {{@every}} is enough',
    '画面每 {{@refresh}}更新一次，每 {{@every}}采样一幅即可',
  ],
  'probe.identical': [
    'All {{count}} pictures are identical to the last pixel; a camera that films never repeats one. Check whether its picture is frozen',
    '{{count}} 幅画面完全相同，正常拍摄不会出现，请检查画面是否冻结',
  ],
  'probe.black': [
    'The picture is black. Check the lens, the light and whether the camera has night vision',
    '画面全黑，请检查镜头、照明和夜视功能',
  ],
  'probe.white': [
    'The picture is white. Check the exposure settings and whether the sun shines into the lens',
    '画面全白，请检查曝光设置，以及阳光是否直射镜头',
  ],
  'probe.oneColour': [
    'The picture has one colour only. Check the lens, and whether the camera or recorder has a signal',
    '画面只有一种颜色，请检查镜头，以及摄像头或录像机是否有信号',
  ],
  'probe.noPicture': [
    'No picture came within {{@within}}. Check that the stream is on',
    '{{@within}}内没有收到画面，请确认视频流已开启',
  ],
  'probe.noKeyFrame': [
    'Video arrives, but no key frame came within {{@within}}. Set the key frame interval (I-frame interval, GOP) of the camera to 1 to 4 s',
    '收到视频，但 {{@within}}内没有关键帧，请将摄像头的关键帧间隔（I 帧间隔、GOP）设为 1 到 4 秒',
  ],
  'probe.notDecoded': [
    'Video arrives, but no picture was decoded within {{@within}}. If this machine is not overloaded, choose another codec in the camera, like H.264',
    '收到视频，但 {{@within}}内没有解码出画面；如果本机负荷正常，请在摄像头上更换编码，例如 H.264',
  ],
  'probe.wrongSpeed': [
    'The time stamps of the stream run at {{speed}} times real time; rates were measured by arrival. Check the clock of the camera',
    '视频流的时间戳为实际速度的 {{speed}} 倍，帧率按到达时间测量，请检查摄像头的时钟',
  ],
  'probe.thenFailed': ['The stream then failed: {{@fault}}', '随后视频流中断：{{@fault}}'],
  'probe.plainPassword': [
    'The camera accepts the password only in plain text (Basic). Set it to Digest, or use TLS',
    '摄像头只接受明文密码（Basic），请改为 Digest 认证，或使用 TLS',
  ],
  'probe.found': ['{{@what}}, {{size}} px', '{{@what}}，{{size}} 像素'],
  'probe.foundRate': [
    '{{@what}}, {{size}} px, {{fps}} frames/s',
    '{{@what}}，{{size}} 像素，每秒 {{fps}} 帧',
  ],
  'probe.foundRateKeyFrames': [
    '{{@what}}, {{size}} px, {{fps}} frames/s, a key frame every {{@interval}}',
    '{{@what}}，{{size}} 像素，每秒 {{fps}} 帧，关键帧间隔 {{@interval}}',
  ],
  'probe.foundRefresh': [
    '{{@what}}, {{size}} px, a new picture every {{@refresh}}',
    '{{@what}}，{{size}} 像素，每 {{@refresh}}更新一次',
  ],
  'probe.overTls': ['{{codec}} over RTSP with TLS', '{{codec}}（加密 RTSP）'],
  'probe.over': ['{{codec}} over {{protocol}}', '{{codec}}（{{protocol}}）'],
  'probe.snapshots': ['{{codec}} snapshots over HTTP', '{{codec}} 图片（HTTP）'],
  'probe.clip': ['{{codec}} from a clip', '{{codec}} 视频文件'],
  'probe.scene': ['{{codec}} of a rendered scene', '{{codec}} 模拟场景'],
  'view.covered': ['Something covers about {{share}} of the view', '约 {{share}} 的画面被遮挡'],
  'view.shifted': [
    'The view shifted by about {{share}} of the picture width. Zones may no longer match: adjust and save them, or confirm the view',
    '视角偏移约为画面宽度的 {{share}}，区域可能不再对应：请调整并保存区域，或确认当前视角',
  ],
  'view.shiftedOnly': [
    'The view shifted by about {{share}} of the picture width',
    '视角偏移约为画面宽度的 {{share}}',
  ],
  'view.otherOnly': ['The camera shows another view than before', '摄像头的视角与之前不同'],
  'view.other': [
    'The camera shows another view than before. Zones may no longer match: adjust and save them, or confirm the view',
    '摄像头的视角与之前不同，区域可能不再对应：请调整并保存区域，或确认当前视角',
  ],
  'view.blank': [
    'The picture shows no details: the lens is covered, dirty, fogged or out of focus',
    '画面没有细节：镜头可能被遮挡、脏污、起雾或失焦',
  ],
  'change.unusual': [
    'The figures are unusual since the change of {{at}} UTC ({{causes}})',
    '自 {{at}}（UTC）更改（{{causes}}）以来，数据异常',
  ],
  'change.unusualFigure': [
    'The figures are unusual since the change of {{at}} UTC ({{causes}}): zone "{{zone}}" has {{mean}} {{@figure}} on average, usually {{low}} to {{high}} at this time',
    '自 {{at}}（UTC）更改（{{causes}}）以来，数据异常：区域“{{zone}}”平均{{@figure}}为 {{mean}}，通常此时为 {{low}} 到 {{high}}',
  ],
  'model.stillCounts': [
    'Model "{{old}}" still counts, because "{{model}}" cannot be used: {{@why}}',
    '仍由模型“{{old}}”计数，因为“{{model}}”无法使用：{{@why}}',
  ],
  'capture.noPictureSent': ['The capturing process sent no picture', '采集服务没有返回画面'],
  'capture.notSampled': [
    'The camera is not sampled; its view cannot be learned',
    '该摄像头未在采样，无法记录当前视角',
  ],
  'capture.trialsOff': [
    'Live trials are switched off in the process that captures this camera (VIALOG_STILLS=off)',
    '采集此摄像头的服务已关闭试计数（VIALOG_STILLS=off）',
  ],
  'capture.picturesOff': [
    'Pictures of cameras are switched off in the process that captures this camera (VIALOG_STILLS=off)',
    '采集此摄像头的服务已关闭画面查看（VIALOG_STILLS=off）',
  ],
  'capture.notKnownYet': [
    'The process that captures this camera does not know it yet. Try again',
    '采集服务尚未取得该摄像头的设置，请重试',
  ],
  'capture.manyTrials': [
    'The process already runs {{count}} live trials. Wait until one of them ends',
    '采集服务正在进行 {{count}} 个试计数，请等待其中一个结束',
  ],
  'capture.oldVersion': [
    'The process that captures this camera does not know this request. Update it to the version of the API',
    '采集服务不支持此操作，请将其升级到与 API 相同的版本',
  ],
  'capture.manyRequests': [
    'The process already handles {{count}} requests. Try again in a few seconds',
    '采集服务正在处理 {{count}} 个请求，请稍后重试',
  ],
  'capture.noReply': ['No reply within {{seconds}} s', '{{seconds}} 秒内没有响应'],
  'capture.late': ['No picture arrived in time', '未及时收到画面'],
  'limit.pictures': [
    'More than {{count}} pictures of this camera in a minute; wait {{seconds}} seconds',
    '该摄像头的画面每分钟最多查看 {{count}} 次，请等待 {{seconds}} 秒',
  ],
  'limit.requests': [
    'More than {{count}} requests in a minute from this address; wait {{seconds}} seconds',
    '该地址每分钟最多 {{count}} 个请求，请等待 {{seconds}} 秒',
  ],
  'limit.wait': ['{{@what}}; wait {{seconds}} seconds', '{{@what}}，请等待 {{seconds}} 秒'],
  'limit.signIns': [
    'Too many failed sign-ins from this address; wait {{seconds}} seconds',
    '该地址登录失败次数过多，请等待 {{seconds}} 秒',
  ],
  'limit.streams': [
    'This session has {{count}} open live streams; the maximum is {{most}}. Close one and try again',
    '当前有 {{count}} 个实时连接，最多 {{most}} 个，请关闭一个后重试',
  ],
} as const satisfies SentenceTable;
