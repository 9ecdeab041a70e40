import type { SentenceTable } from './sentence-table.ts';

/** Faults of connections to cameras, RTSP and TLS. */
export const streamSentences = {
  'stream.noMethod': [
    'the camera responded with 401 without naming an authentication method; check its access settings',
    '摄像头返回 401，但没有说明认证方式，请检查其访问设置',
  ],
  'stream.authInt': [
    'the camera requires Digest authentication with qop "auth-int", which is not supported; set it to "auth"',
    '摄像头要求 qop 为 "auth-int" 的 Digest 认证，暂不支持，请改为 "auth"',
  ],
  'stream.noSupportedMethod': [
    'the camera offers no supported authentication method; set it to Basic, or to Digest with MD5 or SHA-256',
    '摄像头不提供可用的认证方式，请设为 Basic，或 MD5、SHA-256 的 Digest',
  ],
  'stream.controlCharacter': [
    'the user name or the password contains a control character; enter them again',
    '用户名或密码包含控制字符，请重新填写',
  ],
  'stream.colon': [
    'the user name contains a colon, which Basic authentication cannot send; set the camera to Digest',
    '用户名包含冒号，Basic 认证无法发送，请将摄像头设为 Digest',
  ],
  'stream.needsCredentials': [
    'the camera requires a user name and a password; enter them with the stream',
    '摄像头需要用户名和密码，请在视频流设置中填写',
  ],
  'stream.rejectsCredentials': [
    'the camera rejects the user name or the password; enter them again',
    '用户名或密码不正确，请重新填写',
  ],
  'stream.otherFingerprint': [
    "the camera's certificate has another SHA-256 fingerprint: expected {{expected}}, found {{found}}; compare it at the camera before you change it",
    '摄像头证书的 SHA-256 指纹不一致：应为 {{expected}}，实际为 {{found}}；更改前请在摄像头上核对',
  ],
  'stream.untrustedFingerprint': [
    "the camera's certificate is not trusted ({{code}}); compare its SHA-256 fingerprint {{found}} at the camera and enter it with the stream, give the camera a valid one, or use {{plain}}",
    '摄像头的证书不受信任（{{code}}）；请在摄像头上核对 SHA-256 指纹 {{found}} 后填写到视频流设置，或更换有效证书，或使用 {{plain}}',
  ],
  'stream.untrusted': [
    "the camera's certificate is not trusted ({{code}}); give it a valid one or use {{plain}}",
    '摄像头的证书不受信任（{{code}}）；请更换有效证书，或使用 {{plain}}',
  ],
  'stream.noTls': [
    'the server at this address does not speak TLS; use {{plain}}',
    '该地址的服务器不支持 TLS，请使用 {{plain}}',
  ],
  'stream.noListener': [
    'the connection was refused: no server listens at this address and port; check that the camera is on',
    '连接被拒绝：该地址和端口没有服务，请检查摄像头是否开机',
  ],
  'stream.closed': ['the camera closed the connection', '摄像头关闭了连接'],
  'stream.noResponse': ['the camera did not respond', '摄像头没有响应'],
  'stream.stopped': ['the camera stopped responding', '摄像头停止响应'],
  'stream.noRoute': ['there is no route to the camera', '网络无法到达该摄像头'],
  'stream.failed': ['the connection to the camera failed ({{code}})', '连接摄像头失败（{{code}}）'],
  'stream.manyFiles': [
    'the process has reached its limit of open files; raise it (ulimit -n)',
    '进程打开的文件数已达上限，请调高（ulimit -n）',
  ],
  'stream.manyFilesOfHost': [
    'the host has reached its limit of open files; raise it (fs.file-max)',
    '主机打开的文件数已达上限，请调高（fs.file-max）',
  ],
  'stream.manyProcesses': [
    'the host has reached its limit of processes; raise it (ulimit -u)',
    '主机的进程数已达上限，请调高（ulimit -u）',
  ],
  'stream.noMemory': [
    'the host is out of memory; sample fewer streams or add memory',
    '主机内存不足，请减少采样的视频流或增加内存',
  ],
  'stream.unexpected': ['unexpected error of the stream ({{error}})', '视频流发生未知错误（{{error}}）'],
  'stream.captureFailed': ['capture failed: {{error}}', '采集失败：{{error}}'],
  'stream.black': ['the picture is black', '画面全黑'],
  'stream.unchanged': ['the picture does not change', '画面没有变化'],
  'stream.noPicture': ['no picture for {{seconds}} s', '已 {{seconds}} 秒没有画面'],
  'stream.notReported': [
    'No ingest has reported this camera since then; it is not counted',
    '此后没有采集服务上报该摄像头，未进行计数',
  ],
  'stream.cameraState': ['The camera is {{@state}}', '摄像头状态为{{@state}}'],
  'stream.counter': [
    'A counter has no stream; its counts are sent to the API',
    '计数器没有视频流，计数通过 API 上报',
  ],
  'stream.cableCut': ['the cable of this scene is cut', '模拟场景：线缆已断开'],
  'stream.forbidden': [
    'the camera rejects this stream (403); check its access settings',
    '摄像头拒绝访问此视频流（403），请检查其访问设置',
  ],
  'stream.forbiddenUser': [
    'the camera rejects this user (403): the account may lack the right to see the stream, or be locked; check it in the camera',
    '摄像头拒绝该用户（403）：账号可能没有查看权限或已锁定，请在摄像头上检查',
  ],
  'stream.notFound': [
    'the camera has no such stream ({{status}}); check the path',
    '摄像头没有此视频流（{{status}}），请检查路径',
  ],
  'stream.otherTransport': [
    'the camera rejects this transport; set transport to the other one, tcp or udp',
    '摄像头不支持该传输方式，请在 TCP 和 UDP 之间切换',
  ],
  'stream.error': ['the camera responded with an error', '摄像头返回错误'],
  'stream.badRequest': [
    'the camera does not understand the request (400); check the path and the query of the URL',
    '摄像头无法识别请求（400），请检查地址的路径和参数',
  ],
  'stream.notAllowed': [
    'the camera does not allow {{method}} for this URL (405); check the path',
    '摄像头不允许对此地址执行 {{method}}（405），请检查路径',
  ],
  'stream.noDescription': [
    'the camera has no description of this stream that can be read (406); check that the path is that of a live stream',
    '摄像头没有可读取的视频流描述（406），请确认路径为实时视频流',
  ],
  'stream.lateRequest': [
    'the camera did not receive the request in time (408); check the network to the camera',
    '摄像头未及时收到请求（408），请检查网络',
  ],
  'stream.gone': ['the stream no longer exists (410); check the path', '视频流已不存在（410），请检查路径'],
  'stream.longUrl': [
    'the URL is too long for the camera (414); register a shorter one',
    '地址超出摄像头的长度限制（414），请使用较短的地址',
  ],
  'stream.unsupportedForm': [
    'the camera cannot deliver this stream in a supported form (415); choose H.264, H.265 or MJPEG in the camera',
    '摄像头无法以支持的格式发送（415），请在摄像头上选择 H.264、H.265 或 MJPEG',
  ],
  'stream.badParameter': [
    'the camera does not understand a parameter of the URL (451); check the query of the URL',
    '摄像头无法识别地址中的参数（451），请检查参数',
  ],
  'stream.noBandwidth': [
    'the camera has no bandwidth for another viewer (453); {{@remedy}}',
    '摄像头带宽不足，无法增加连接（453）：{{@remedy}}',
  ],
  'stream.noCapacity': [
    'the camera has no capacity for another viewer (503); {{@remedy}}',
    '摄像头连接数已满（503）：{{@remedy}}',
  ],
  'stream.closeViewers': [
    'close other viewers of the camera (recorders, apps), raise its limit of connections, or use a substream',
    '请关闭其他正在查看的设备或应用，提高连接数上限，或使用子码流',
  ],
  'stream.sessionEnded': [
    'the camera has ended the session (454); it may have restarted, or its limit of connections is reached',
    '摄像头结束了会话（454），可能已重启或连接数已满',
  ],
  'stream.notReady': [
    'the camera is not ready for this stream (455); it may be starting, or another viewer controls it',
    '视频流尚未就绪（455），摄像头可能正在启动，或被其他客户端控制',
  ],
  'stream.timeRange': [
    'the camera cannot play this time range (457); register the URL of the live stream and not of a recording',
    '摄像头无法播放此时间范围（457），请使用实时视频流的地址，而不是录像',
  ],
  'stream.transport': [
    'the camera rejects the transport {{transport}} (461); set transport to {{other}}',
    '摄像头不支持 {{transport}}（461），请改用 {{other}}',
  ],
  'stream.encryptedTransport': [
    'the camera does not send video over the encrypted connection (461); {{@remedy}}',
    '摄像头不支持通过加密连接发送视频（461）：{{@remedy}}',
  ],
  'stream.plainTransport': [
    'use rtsp: with transport udp, in a network that is yours',
    '请在自有网络中使用 rtsp: 和 UDP',
  ],
  'stream.noUdp': [
    'the camera cannot reach this host by UDP (462); set transport to tcp',
    '摄像头无法通过 UDP 到达本机（462），请改用 TCP',
  ],
  'stream.internal': [
    'the camera has an internal error (500); restart it if this persists',
    '摄像头内部错误（500），如持续出现请重启摄像头',
  ],
  'stream.notSupported': [
    'the camera does not support {{method}} (501); check that the path is that of a live stream, and update its firmware',
    '摄像头不支持 {{method}}（501），请确认路径为实时视频流，并升级固件',
  ],
  'stream.badGateway': [
    'the recorder or gateway gets no stream from the camera (502); check the camera itself',
    '录像机或网关没有从摄像头取得视频流（502），请检查摄像头',
  ],
  'stream.gatewayTimeout': [
    'the recorder or gateway gets no response from the camera (504); check the camera itself',
    '录像机或网关没有收到摄像头的响应（504），请检查摄像头',
  ],
  'stream.version': [
    'the camera does not speak RTSP 1.0 (505); update its firmware',
    '摄像头不支持 RTSP 1.0（505），请升级固件',
  ],
  'stream.option': [
    'the camera does not support a required option (551); update its firmware',
    '摄像头不支持所需的选项（551），请升级固件',
  ],
  'stream.status': [
    'the camera responds to {{method}} with the error {{status}}',
    '摄像头对 {{method}} 返回错误 {{status}}',
  ],
  'stream.deliveredTransport': [
    'the camera delivers this stream over {{delivered}} although {{wanted}} was requested; {{@remedy}}',
    '请求的是 {{wanted}}，而摄像头以 {{delivered}} 发送：{{@remedy}}',
  ],
  'stream.setTransport': ['set transport to {{transport}}', '请将传输方式设为 {{transport}}'],
  'stream.unclearAuthentication': [
    'the camera requires authentication without saying for which request; update its firmware',
    '摄像头要求认证，但没有说明针对哪个请求，请升级固件',
  ],
  'stream.notRtsp': [
    'the data at this address is not a video stream over RTSP; check the port and the path',
    '该地址的数据不是 RTSP 视频流，请检查端口和路径',
  ],
  'stream.redirects': [
    'the camera redirects to another address, which is not followed; register that address itself if the camera is there',
    '摄像头重定向到其他地址，系统不会跟随；如果摄像头在该地址，请直接填写',
  ],
  'stream.noRtspResponse': [
    'the camera did not respond as an RTSP server within {{seconds}} s',
    '摄像头在 {{seconds}} 秒内没有作出 RTSP 响应',
  ],
  'stream.noKeyFrame': [
    'the camera sends video, but no key frame for {{@seconds}}; {{@choice}}, or {{@remedy}}',
    '摄像头已 {{@seconds}}没有发送关键帧：{{@choice}}，或{{@remedy}}',
  ],
  'stream.rareKeyFrames': [
    'the camera sends video, but no key frame for {{@seconds}} (the last ones came {{@apart}} apart); {{@choice}}, or {{@remedy}}',
    '摄像头已 {{@seconds}}没有发送关键帧（此前间隔为 {{@apart}}）：{{@choice}}，或{{@remedy}}',
  ],
  'stream.noFirstKeyFrame': [
    'the camera sends video, but no key frame for {{@seconds}}; the first picture needs one; {{@remedy}}',
    '摄像头已 {{@seconds}}没有发送关键帧，首幅画面需要关键帧：{{@remedy}}',
  ],
  'stream.rareFirstKeyFrame': [
    'the camera sends video, but no key frame for {{@seconds}} (the last ones came {{@apart}} apart); the first picture needs one; {{@remedy}}',
    '摄像头已 {{@seconds}}没有发送关键帧（此前间隔为 {{@apart}}），首幅画面需要关键帧：{{@remedy}}',
  ],
  'stream.shorterKeyFrames': [
    'set a shorter key frame interval (I-frame interval, GOP) in the camera',
    '请在摄像头上缩短关键帧间隔（I 帧间隔、GOP）',
  ],
  'stream.decodeAll': [
    'choose a sampling plan by interval or by frames per second, which decodes all frames',
    '请改为按间隔或帧率采样（解码全部帧）',
  ],
  'stream.seconds': ['{{count}} s', '{{count}} 秒'],
  'stream.minutes': ['{{count}} min', '{{count}} 分钟'],
  'stream.formatChanged': [
    'the pictures of this stream changed their format ({{error}})',
    '视频流的画面格式发生变化（{{error}}）',
  ],
  'stream.connectedSilent': [
    'the stream is connected but delivered no picture for {{seconds}} s',
    '视频流已连接，但 {{seconds}} 秒没有画面',
  ],
  'stream.udpBlocked': [
    'the camera accepted the stream over UDP, but no packet arrived: a firewall or NAT may block it; set transport to tcp',
    '摄像头已接受 UDP 连接，但没有收到数据，可能被防火墙或 NAT 拦截，请改用 TCP',
  ],
  'stream.ended': ['the stream ended', '视频流已结束'],
  'stream.endedWithoutPicture': [
    'the stream ended without a picture and without an error message',
    '视频流已结束，没有画面，也没有错误信息',
  ],
} as const satisfies SentenceTable;
