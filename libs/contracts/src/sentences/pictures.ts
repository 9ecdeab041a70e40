import type { SentenceTable } from './sentence-table.ts';

/** Faults of clips, pictures over HTTP, HLS and motion JPEG, and of synthetic scenes. */
export const pictureSentences = {
  'clip.breaksOff': [
    'the clip breaks off: it announces {{announced}} s, and only {{read}} s of it can be read; copy or record it again',
    '视频文件不完整：应有 {{announced}} 秒，只能读取 {{read}} 秒；请重新复制或录制',
  ],
  'clip.endsEarly': [
    'the clip breaks off after {{read}} s; copy or record it again',
    '视频文件在 {{read}} 秒后中断，请重新复制或录制',
  ],
  'clip.noFolder': [
    'no folder for clips is set; set VIALOG_MEDIA_DIR',
    '未设置视频文件夹，请设置 VIALOG_MEDIA_DIR',
  ],
  'clip.url': [
    'expected a URL like {{example}}, a path from the folder VIALOG_MEDIA_DIR',
    '请填写地址，例如 {{example}}，路径从 VIALOG_MEDIA_DIR 文件夹开始',
  ],
  'clip.folderMissing': [
    'the folder VIALOG_MEDIA_DIR does not exist; create it',
    'VIALOG_MEDIA_DIR 文件夹不存在，请创建',
  ],
  'clip.missing': [
    'there is no {{name}} in the media folder; copy the clip there',
    '视频文件夹中没有 {{name}}，请将文件复制到该文件夹',
  ],
  'clip.unnamed': [
    'the URL names no clip; name one, like {{example}}',
    '地址中没有视频文件名，例如 {{example}}',
  ],
  'clip.symbolicLink': [
    '{{name}} is a symbolic link to a file outside the media folder; copy the clip there',
    '{{name}} 是指向其他文件夹的链接，请将文件复制到视频文件夹',
  ],
  'clip.noFile': [
    '{{name}} is not a file; name a clip in the media folder',
    '{{name}} 不是文件，请填写视频文件夹中的文件',
  ],
  'clip.unreadable': [
    'the clip does not exist or cannot be read; check the file and its permissions',
    '视频文件不存在或无法读取，请检查文件及其权限',
  ],
  'clip.format': [
    'this is a picture or a format that is not allowed; expected a video like MP4, MKV or MPEG-TS',
    '图片或该格式不受支持，请使用 MP4、MKV 或 MPEG-TS 视频',
  ],
  'clip.protocol': [
    'the stream refers to a protocol or format that is not allowed',
    '视频流引用了不允许的协议或格式',
  ],
  'clip.tooLarge': ['the picture is larger than {{most}} megapixels', '画面超过 {{most}} 百万像素'],
  'clip.noVideo': ['this stream has no video', '该视频流没有视频'],
  'clip.truncated': [
    'the clip is truncated or not a video; record or copy it again',
    '视频文件不完整或不是视频，请重新录制或复制',
  ],
  'clip.notVideo': ['the data is not a video stream that ffmpeg can read', '数据不是 FFmpeg 可读取的视频流'],
  'clip.noDecoder': ['ffmpeg has no decoder for this stream', 'FFmpeg 没有该视频流的解码器'],
  'clip.damagedStream': ['the stream is damaged', '视频流数据损坏'],
  'clip.damaged': [
    'the clip is damaged: parts of it could not be decoded; copy or record it again',
    '视频文件损坏，部分内容无法解码，请重新复制或录制',
  ],
  'ffmpeg.missing': [
    'ffmpeg was not found on PATH; install it, e.g. apt-get install ffmpeg',
    '未找到 FFmpeg，请安装，例如 apt-get install ffmpeg',
  ],
  'ffmpeg.broken': ['{{path}} does not run; install ffmpeg again', '{{path}} 无法运行，请重新安装 FFmpeg'],
  'ffmpeg.old': [
    'expected ffmpeg 5.1 or newer and found {{version}}; install a newer one',
    '需要 FFmpeg 5.1 或更高版本，当前为 {{version}}，请升级',
  ],
  'http.damagedBody': [
    'the compressed body of the response is damaged; turn compression off',
    '响应的压缩数据损坏，请关闭压缩',
  ],
  'http.rowsMissing': [
    'the picture is cut off or damaged: {{percent}} % of its rows are missing',
    '画面不完整或损坏，缺少 {{percent}}% 的内容',
  ],
  'http.damagedPicture': ['the picture is cut off or damaged', '画面不完整或损坏'],
  'http.largePicture': [
    'the picture is larger than {{most}} megapixels; request a smaller one',
    '画面超过 {{most}} 百万像素，请使用较小的画面',
  ],
  'http.manyBytes': [
    'the picture has more than {{most}} MB; is this the URL of a single picture?',
    '画面超过 {{most}} MB，请确认该地址返回单张图片',
  ],
  'http.notHttp': [
    'the server at this address does not speak HTTP; check the port',
    '该地址不是 HTTP 服务，请检查端口',
  ],
  'http.forbiddenUser': [
    'the camera rejects this user (403): the account may lack the right to see the picture, or be locked; check it in the camera',
    '摄像头拒绝该用户（403）：账号可能没有查看权限或已锁定，请在摄像头上检查',
  ],
  'http.forbidden': [
    'the camera rejects this picture (403); check its access settings',
    '摄像头拒绝访问此画面（403），请检查其访问设置',
  ],
  'http.notFound': [
    'the camera has no such picture ({{status}}); check the path',
    '摄像头没有此画面（{{status}}），请检查路径',
  ],
  'http.proxy': [
    'a proxy at this address requires authentication (407); use the address of the camera',
    '该地址的代理要求认证（407），请使用摄像头的地址',
  ],
  'http.limited': [
    'the camera limits requests (429); increase the interval',
    '摄像头限制了请求次数（429），请增大间隔',
  ],
  'http.serverError': [
    'the camera responded with a server error ({{status}})',
    '摄像头返回服务器错误（{{status}}）',
  ],
  'http.otherStatus': [
    'the camera responded with {{status}} where a picture was expected',
    '摄像头没有返回画面，而是返回 {{status}}',
  ],
  'http.noPicture': [
    'the camera responded with {{status}} without a picture; check that the URL is that of a picture and not of a command',
    '摄像头返回 {{status}}，但没有画面，请确认地址是图片而不是控制命令',
  ],
  'http.indexAtEnd': [
    'this MP4 file has its index at its end; save it with the index first (ffmpeg: -movflags +faststart)',
    '该 MP4 文件的索引在末尾，请将索引移到开头后保存（ffmpeg: -movflags +faststart）',
  ],
  'http.webPage': [
    'the URL returned a web page; use the URL of the picture',
    '该地址返回的是网页，请使用图片的地址',
  ],
  'http.otherContent': [
    'expected a picture (JPEG, PNG, WebP), MJPEG, HLS or a video and found {{@found}}; check the URL',
    '应为图片（JPEG、PNG、WebP）、MJPEG、HLS 或视频，实际为{{@found}}，请检查地址',
  ],
  'http.avif': ['an AVIF or HEIC picture', ' AVIF 或 HEIC 图片'],
  'http.otherData': ['other data ({{type}})', '其他数据（{{type}}）'],
  'http.incomplete': [
    'no complete picture arrived within {{seconds}} s',
    '{{seconds}} 秒内没有收到完整的画面',
  ],
  'http.manyRedirects': [
    'the camera redirects more than {{most}} times; use the final URL',
    '摄像头重定向超过 {{most}} 次，请使用最终地址',
  ],
  'http.loop': [
    'the camera repeats its authentication challenge in a loop; check its access settings',
    '摄像头反复要求认证，请检查其访问设置',
  ],
  'http.redirectNowhere': [
    'the camera redirects to nowhere; check the URL',
    '摄像头的重定向没有目标，请检查地址',
  ],
  'http.redirectProtocol': [
    'the camera redirects to a {{protocol}} address; use that URL itself',
    '摄像头重定向到 {{protocol}} 地址，请直接使用该地址',
  ],
  'http.redirectHost': [
    'the camera redirects to another host or port, or to http, which requires a user name and a password; register that URL itself',
    '摄像头重定向到其他主机、端口或未加密的地址，且需要用户名和密码，请直接使用该地址',
  ],
  'http.notModified': [
    'the camera has responded "not modified" for {{seconds}} s; check whether its picture is frozen',
    '摄像头已 {{seconds}} 秒返回画面未更新，请检查画面是否冻结',
  ],
  'http.waitingForHost': [
    'waiting for the host {{host}} ({{@limit}}): a picture every {{@every}} instead of every {{@planned}}; choose a longer interval, or {{@remedy}}',
    '等待主机 {{host}}（{{@limit}}）：每 {{@every}}一幅画面，而不是每 {{@planned}}；请增大间隔，或{{@remedy}}',
  ],
  'http.otherCameras': ['requests of its other cameras', '该主机其他摄像头的请求'],
  'http.hostRate': ['request rate, {{rate}}', '请求频率上限 {{rate}}'],
  'http.raiseRateIfAllowed': [
    'if its terms allow more, raise VIALOG_HOST_RATES',
    '在其条款允许时调高 VIALOG_HOST_RATES',
  ],
  'http.pause': [
    'the host {{host}} required a pause (Retry-After); the next request follows in {{@seconds}}',
    '主机 {{host}} 要求暂停（Retry-After），{{@seconds}}后再次请求',
  ],
  'http.requiredPause': [
    'the host limits requests ({{status}}) and requires a pause of {{seconds}} s; request its cameras less often',
    '主机限制了请求次数（{{status}}），要求暂停 {{seconds}} 秒，请降低请求频率',
  ],
  'mjpeg.ended': ['the motion JPEG stream ended', 'Motion JPEG 视频流已结束'],
  'mjpeg.incomplete': [
    'the motion JPEG stream held no complete picture for {{seconds}} s',
    'Motion JPEG 视频流已 {{seconds}} 秒没有完整画面',
  ],
  'video.ended': ['the video stream ended', '视频流已结束'],
  'hls.noSegment': [
    'the HLS playlist has had no new segment for {{seconds}} s; check that the camera still sends to its server',
    'HLS 播放列表已 {{seconds}} 秒没有更新，请检查摄像头是否仍在推流',
  ],
  'hls.ended': ['the HLS stream ended: its playlist has an end', 'HLS 视频流已结束'],
  'hls.noVideo': [
    'a segment of the HLS stream holds no MPEG-TS or MP4 video; check the stream with a player',
    'HLS 分片中没有 MPEG-TS 或 MP4 视频，请用播放器检查',
  ],
  'hls.forbidden': [
    'the server rejects a {{what}} of the HLS stream (403); check its access settings',
    '服务器拒绝访问 HLS 的 {{what}}（403），请检查访问设置',
  ],
  'hls.notFound': [
    'a {{what}} of the HLS stream does not exist ({{status}}); check the stream at its server',
    'HLS 的 {{what}} 不存在（{{status}}），请在服务器上检查',
  ],
  'hls.status': [
    'the server responded with {{status}} for a {{what}} of the HLS stream',
    '服务器对 HLS 的 {{what}} 返回 {{status}}',
  ],
  'hls.late': [
    'a {{what}} of the HLS stream did not arrive within {{seconds}} s; the connection is too slow for it',
    'HLS 的 {{what}} 在 {{seconds}} 秒内没有到达，网速不足',
  ],
  'hls.large': [
    'a file of the HLS stream has more than {{most}} MB; use shorter segments or a smaller variant',
    'HLS 文件超过 {{most}} MB，请缩短分片或使用较低码率',
  ],
  'hls.encrypted': [
    'the HLS stream is encrypted with {{method}}; only AES-128 is supported',
    'HLS 使用 {{method}} 加密，仅支持 AES-128',
  ],
  'hls.key': [
    'the HLS stream cannot be decrypted: its key is not valid for the segment',
    '无法解密 HLS：密钥与分片不符',
  ],
  'hls.otherContent': [
    'the server returned something else where an HLS playlist was expected; check the stream at its server',
    '服务器返回的不是 HLS 播放列表，请在服务器上检查',
  ],
  'hls.nested': [
    'the HLS master playlist refers to another master playlist; expected a media playlist',
    'HLS 主播放列表引用了另一个主播放列表，应为媒体播放列表',
  ],
  'hls.invalid': [
    'the HLS playlist is damaged or invalid; check the stream with a player',
    'HLS 播放列表损坏或无效，请用播放器检查',
  ],
  'hls.manyVariants': [
    'the HLS master playlist lists more than {{most}} variants; use the URL of one variant',
    'HLS 主播放列表的码率版本超过 {{most}} 个，请使用其中一个的地址',
  ],
  'hls.noVariant': [
    'the HLS master playlist lists no variant with video; check the URL',
    'HLS 主播放列表中没有视频，请检查地址',
  ],
  'hls.address': [
    'the HLS playlist refers to a {{protocol}} address; expected http: or https: addresses',
    'HLS 播放列表引用了 {{protocol}} 地址，只支持 http: 和 https:',
  ],
  'scene.other': [
    '{{url}}: expected synthetic:lot, synthetic:road or synthetic:gate, found {{found}}',
    '{{url}}：模拟场景应为 synthetic:lot、synthetic:road 或 synthetic:gate，当前为 {{found}}',
  ],
  'scene.lot': [
    '{{url}}: expected synthetic:lot, found {{found}}',
    '{{url}}：应为 synthetic:lot，当前为 {{found}}',
  ],
  'scene.roadOrGate': [
    '{{url}}: expected synthetic:road or synthetic:gate',
    '{{url}}：应为 synthetic:road 或 synthetic:gate',
  ],
  'scene.unknownParameter': [
    '{{url}}: unknown parameter "{{name}}", expected {{list}}',
    '{{url}}：没有参数“{{name}}”，可用参数：{{list}}',
  ],
  'scene.wholeNumber': [
    '{{url}}: invalid {{name}}, expected a whole number from 1 to {{most}}',
    '{{url}}：{{name}} 无效，应为 1 到 {{most}} 的整数',
  ],
  'scene.date': [
    '{{url}}: invalid {{name}}, expected a date like {{example}}',
    '{{url}}：{{name}} 无效，应为日期，例如 {{example}}',
  ],
  'scene.timeZone': [
    '{{url}}: invalid {{name}}, expected a time zone like {{example}}',
    '{{url}}：{{name}} 无效，应为时区，例如 {{example}}',
  ],
  'scene.choice': ['{{url}}: invalid {{name}}, expected {{list}}', '{{url}}：{{name}} 无效，可选：{{list}}'],
  'scene.needs': [
    '{{url}}: {{name}} expects {{other}}, which the URL lacks',
    '{{url}}：使用 {{name}} 时须同时设置 {{other}}',
  ],
  'scene.jam': [
    '{{url}}: traffic=jam expects motion=pass, found motion={{found}}',
    '{{url}}：traffic=jam 须与 motion=pass 同时使用，当前为 motion={{found}}',
  ],
  'scene.demand': [
    '{{url}}: demand expects traffic=free and motion=pass',
    '{{url}}：demand 须与 traffic=free 和 motion=pass 同时使用',
  ],
} as const satisfies SentenceTable;
