import type { SentenceTable } from './sentence-table.ts';

/** ONVIF devices, alert channels, rules, sign-in and the server itself. */
export const serviceSentences = {
  'onvif.host': [
    'expected a host like {{example}}, {{other}} or {{url}}',
    '请填写主机，例如 {{example}}、{{other}} 或 {{url}}',
  ],
  'onvif.hostShort': [
    'expected a host like {{example}} or {{other}}',
    '请填写主机，例如 {{example}} 或 {{other}}',
  ],
  'onvif.invalidDevice': ['Invalid device: {{@why}}', '设备地址有误：{{@why}}'],
  'onvif.invalidInterface': ['Invalid interface: {{@why}}', '网络接口有误：{{@why}}'],
  'onvif.noSpaces': ['{{@expected}}, without spaces', '{{@expected}}，不能包含空格'],
  'onvif.credentials': [
    'expected the host without user name and password; enter them as credentials',
    '主机中不能包含用户名和密码，请单独填写',
  ],
  'onvif.streamUrl': [
    '{{@expected}}; found {{protocol}} To register a stream URL, add a camera with it',
    '{{@expected}}，当前为 {{protocol}}；视频流地址请在“添加摄像头”中登记',
  ],
  'onvif.region': [
    'expected a region like {{example}} or north: a-z 0-9 -',
    '请填写区域代码，例如 {{example}}，可用 a-z、0-9 和 -',
  ],
  'onvif.interface': [
    'expected the IPv4 address of an interface, as GET /v1/onvif/interfaces lists them',
    '请选择网络接口的 IPv4 地址',
  ],
  'onvif.noInterface': [
    'no network interface has the address {{address}}; expected one of {{list}}',
    '没有地址为 {{address}} 的网络接口，可选：{{list}}',
  ],
  'onvif.noService': [
    'no ONVIF device service responds at this address (HTTP {{status}}); check host, port and path, and that ONVIF is turned on at the device',
    '该地址没有 ONVIF 服务（HTTP {{status}}），请检查主机、端口和路径，并确认设备已开启 ONVIF',
  ],
  'onvif.needsCredentials': ['the device requires a user name and a password', '设备需要用户名和密码'],
  'onvif.rejectsCredentials': [
    'the device rejects the user name or the password; many devices have separate ONVIF users, which are created in their own settings',
    '用户名或密码不正确；许多设备的 ONVIF 用户需要单独创建',
  ],
  'onvif.redirectsTo': [
    'the device redirects to {{address}}; redirects are not followed, enter that address itself',
    '设备重定向到 {{address}}，请直接填写该地址',
  ],
  'onvif.redirects': [
    'the device redirects; redirects are not followed, enter that address itself',
    '设备重定向到其他地址，请直接填写该地址',
  ],
  'onvif.rejected': ['the device rejected the request', '设备拒绝了请求'],
  'onvif.rejectedText': ['the device rejected the request: "{{text}}"', '设备拒绝了请求：“{{text}}”'],
  'onvif.invalidUrl': ['the device returned an invalid URL: {{@why}}', '设备返回的地址无效：{{@why}}'],
  'onvif.protocol': ['expected rtsp or http', '应为 rtsp 或 http'],
  'onvif.removedCredentials': [
    'the device put a user name and a password into the URL; they were removed',
    '设备返回的地址中包含用户名和密码，已删除',
  ],
  'onvif.otherHost': [
    'the device names the host {{host}}, not {{device}}; use it only if you know this host',
    '设备返回的主机为 {{host}}，而不是 {{device}}，请确认后再使用',
  ],
  'onvif.secretValues': [
    'secret values in the URL are replaced by ***; type them before the camera is saved',
    '地址中的敏感值已用 *** 代替，保存前请填写',
  ],
  'onvif.largeResponse': ['the response is larger than {{most}} MB', '设备的响应超过 {{most}} MB'],
  'onvif.timeout': ['the device did not respond in time', '设备没有及时响应'],
  'onvif.notHttp': ['the response is not HTTP; check the port', '响应不是 HTTP，请检查端口'],
  'onvif.otherSender': [
    'The device responded from {{sender}} and names the address {{named}}; it is listed at {{host}}',
    '设备从 {{sender}} 响应，但报告的地址为 {{named}}，列表中显示为 {{host}}',
  ],
  'onvif.mediaHost': [
    'The device names the host {{host}} for its media service; the host that you named is used',
    '设备报告的媒体服务主机为 {{host}}，已改用您填写的主机',
  ],
  'onvif.clock': [
    'The clock of the device is {{seconds}} s {{@side}}; set it by NTP',
    '设备的时钟{{@side}} {{seconds}} 秒，请使用 NTP 校时',
  ],
  'onvif.behind': ['behind', '慢'],
  'onvif.ahead': ['ahead', '快'],
  'onvif.noProfiles': ['the device has no media profiles', '设备没有媒体配置'],
  'onvif.noMedia': [
    'the device names no media service, so it has no streams or requires credentials',
    '设备没有媒体服务，可能没有视频流或需要登录',
  ],
  'onvif.moreProfiles': [
    '{{count}} more profiles were left out; the limit is {{most}}',
    '另有 {{count}} 个媒体配置未显示，最多 {{most}} 个',
  ],
  'onvif.noStream': [
    'Profile "{{name}}" has no stream URL: {{@why}}',
    '媒体配置“{{name}}”没有视频流地址：{{@why}}',
  ],
  'onvif.noUrl': ['the response has no URL', '响应中没有地址'],
  'onvif.forbidden': ['the user has no permission to read this at the device', '该用户没有读取此信息的权限'],
  'channel.noField': [
    'a channel of the kind {{kind}} does not have this field',
    '类型为 {{kind}} 的通知渠道没有此项',
  ],
  'channel.userForPassword': ['expected a user name for the password', '请填写密码对应的用户名'],
  'channel.needsTls': [
    'expected tls or starttls: with none the password would not be encrypted',
    '请选择 TLS 或 STARTTLS，否则密码不会加密',
  ],
  'channel.password': ['expected the password of the user name', '请填写该用户的密码'],
  'channel.passwordAgain': [
    'expected the password again, because the server or the user name changes',
    '服务器或用户名已更改，请重新填写密码',
  ],
  'channel.noSecret': [
    'The channel has the kind {{kind}}; expected webhook, the only kind with a secret of signatures',
    '类型为 {{kind}} 的通知渠道没有签名密钥，仅 Webhook 有',
  ],
  'channel.unknownHost': [
    'The host name {{host}} is not known. Check the settings of the channel',
    '无法解析主机名 {{host}}，请检查通知渠道的设置',
  ],
  'channel.notPublic': [
    '{{host}} resolves to {{addresses}}, which is not a public address. To allow it, add its range to VIALOG_ALLOW_CIDRS',
    '{{host}} 解析为 {{addresses}}，不是公网地址；如需允许，请将其网段加入 VIALOG_ALLOW_CIDRS',
  ],
  'channel.certificate': [
    'The TLS certificate of the receiver is not valid ({{code}})',
    '接收方的 TLS 证书无效（{{code}}）',
  ],
  'channel.notConnected': [
    'The receiver cannot be reached, or closed the connection ({{code}}). Check that it runs and that a firewall allows the connection',
    '无法连接接收方，或连接已关闭（{{code}}），请检查其是否运行，以及防火墙是否放行',
  ],
  'channel.mqttSecurity': [
    'expected tls or none: MQTT has no starttls',
    '应为 TLS 或不加密：MQTT 没有 STARTTLS',
  ],
  'channel.topic': [
    'expected levels of letters, digits, dots, hyphens and underscores, separated by /, for example {{example}}',
    '请用 / 分隔各级，每级只含字母、数字、点、连字符和下划线，例如 {{example}}',
  ],
  'channel.mqttVersion': ['The broker does not accept MQTT 3.1.1', 'MQTT 服务器不支持 MQTT 3.1.1'],
  'channel.mqttClientId': ['The broker does not accept the client id', 'MQTT 服务器不接受客户端标识'],
  'channel.mqttUnavailable': ['The broker is not available', 'MQTT 服务器暂不可用'],
  'channel.mqttAuthentication': [
    'The broker does not accept the user name and password. Enter them again',
    'MQTT 服务器不接受该用户名和密码，请重新填写',
  ],
  'channel.notMqtt': [
    'The response is not MQTT. Check host, port and security',
    '响应不是 MQTT，请检查主机、端口和加密方式',
  ],
  'channel.mqttTls': [
    'The broker does not offer TLS at this port ({{code}}). Usually 8883 has tls and 1883 none',
    'MQTT 服务器的此端口不支持 TLS（{{code}}）；通常 8883 为 TLS，1883 不加密',
  ],
  'channel.mqttTimeout': ['The broker did not respond in time', 'MQTT 服务器没有及时响应'],
  'channel.mqttLimit': [
    'The broker did not accept the message within {{seconds}} s',
    'MQTT 服务器未能在 {{seconds}} 秒内接受消息',
  ],
  'channel.someRejected': [
    'The SMTP server does not accept {{addresses}}. The other receivers got the message. Check the addresses',
    'SMTP 服务器不接受 {{addresses}}，其他收件人已收到，请检查地址',
  ],
  'channel.smtpTimeout': ['The SMTP server did not respond in time', 'SMTP 服务器没有及时响应'],
  'channel.smtpSlow': [
    'The SMTP server did not finish within {{seconds}} s',
    'SMTP 服务器未能在 {{seconds}} 秒内完成',
  ],
  'channel.notSmtp': ['The response is not SMTP. Check host and port', '响应不是 SMTP，请检查主机和端口'],
  'channel.smtpPassword': [
    'The SMTP server does not accept the user name and password. Enter them again',
    'SMTP 服务器不接受该用户名和密码，请重新填写',
  ],
  'channel.smtpPasswordSaid': [
    'The SMTP server does not accept the user name and password ({{said}}). Enter them again',
    'SMTP 服务器不接受该用户名和密码（{{said}}），请重新填写',
  ],
  'channel.smtpTls': [
    'The SMTP server does not offer the TLS that the channel requires. Check port and security: usually 465 has tls and 587 has starttls',
    'SMTP 服务器不支持所选的加密方式，请检查端口和加密方式：通常 465 为 TLS，587 为 STARTTLS',
  ],
  'channel.smtpTlsSaid': [
    'The SMTP server does not offer the TLS that the channel requires ({{said}}). Check port and security: usually 465 has tls and 587 has starttls',
    'SMTP 服务器不支持所选的加密方式（{{said}}），请检查端口和加密方式：通常 465 为 TLS，587 为 STARTTLS',
  ],
  'channel.smtpMessage': ['The SMTP server does not accept this message', 'SMTP 服务器不接受此邮件'],
  'channel.smtpMessageSaid': [
    'The SMTP server does not accept this message ({{said}})',
    'SMTP 服务器不接受此邮件（{{said}}）',
  ],
  'channel.smtpError': ['The SMTP server responded with an error', 'SMTP 服务器返回错误'],
  'channel.smtpErrorSaid': [
    'The SMTP server responded with an error ({{said}})',
    'SMTP 服务器返回错误（{{said}}）',
  ],
  'channel.timeout': [
    'The receiver did not respond within {{seconds}} s',
    '接收方在 {{seconds}} 秒内没有响应',
  ],
  'channel.redirects': [
    'The receiver redirects ({{status}}), which is not followed. Enter the final URL',
    '接收方重定向到其他地址（{{status}}），请填写最终地址',
  ],
  'channel.rejected': [
    'The receiver does not accept this event ({{status}}). Read its log',
    '接收方不接受此消息（{{status}}），请查看其日志',
  ],
  'channel.notRendered': [
    'The message for this event cannot be written ({{why}}). Check the settings of the camera and the channel, then resend the event',
    '无法生成此事件的消息（{{why}}），请检查摄像头和通道的设置，然后重新发送',
  ],
  'channel.status': [
    'The receiver responded with {{status}}; expected 200 to 299. Read its log',
    '接收方返回 {{status}}，应为 200 到 299，请查看其日志',
  ],
  'channel.notHttp': [
    'The response is not HTTP. Check the port of the URL',
    '响应不是 HTTP，请检查地址中的端口',
  ],
  'channel.url': [
    'expected an http or https URL, for example {{example}}',
    '请填写 http 或 https 地址，例如 {{example}}',
  ],
  'channel.urlWithoutUser': [
    'expected an http or https URL without user name and password, for example {{example}}',
    '请填写不含用户名和密码的 http 或 https 地址，例如 {{example}}',
  ],
  'channel.email': [
    'expected an e-mail address, for example {{example}}',
    '请填写电子邮箱，例如 {{example}}',
  ],
  'channel.host': [
    'expected a host name or an address, for example {{example}}',
    '请填写主机名或地址，例如 {{example}}',
  ],
  'rule.frequent': [
    'The condition holds too often for a back-test. Choose fewer places or days',
    '条件成立过于频繁，无法回测，请减少地点或天数',
  ],
  'rule.manyRecords': [
    'The rule reads more than {{count}} records. Choose fewer places or a shorter period',
    '规则需要读取的记录超过 {{count}} 条，请减少地点或缩短时间范围',
  ],
  'rule.manyZones': [
    'expected at most {{most}} zones, found {{found}}; add a place, for example {{example}}',
    '规则最多监测 {{most}} 个区域，当前为 {{found}} 个，请添加地点，例如 场所:北停车场',
  ],
  'rule.hysteresis': [
    'expected a line that compares one number, found {{found}}; set the hysteresis to 0',
    '回差仅适用于比较一个数值的条件，当前为 {{found}} 个，请将回差设为 0',
  ],
  'schedule.id': [
    'expected the id of a schedule and the time of the run in seconds',
    '请填写定期报告的编号和运行时间（秒）',
  ],
  'schedule.monthDay': [
    'expected a day from 1 to 28, which every month has',
    '请填写 1 到 28 之间的日期，每个月都有',
  ],
  'schedule.parameter': [
    'expected no such parameter: the schedule sets it',
    '此参数由定期报告设置，无需填写',
  ],
  'schedule.formats': ['expected each format once', '每种格式只能选择一次'],
  'schedule.noTarget': ['expected at least one format, or a channel', '请至少选择一种格式，或一个通知渠道'],
  'schedule.invalid': ['Invalid schedule: {{@why}}', '定期报告的设置有误：{{@why}}'],
  'schedule.interrupted': [
    'the process stopped while it wrote the report in the last attempt',
    '上次生成报告时服务中断',
  ],
  'access.bearer': ['The bearer token is not the administrator token', '访问令牌不是管理员令牌'],
  'access.token': ['This is not the administrator token', '管理员令牌不正确'],
  'server.method': [
    '{{method}} is not supported at this path; expected {{list}}',
    '此地址不支持 {{method}}，可用：{{list}}',
  ],
  'server.charset': [
    'Send JSON in UTF-8, not in {{charset}}',
    '请使用 UTF-8 编码的 JSON，而不是 {{charset}}',
  ],
  'server.mediaType': ['Send application/json, not {{type}}', '请发送 application/json，而不是 {{type}}'],
  'server.bodySize': [
    'The body has {{bytes}} bytes; the maximum is {{most}}',
    '请求内容为 {{bytes}} 字节，最多 {{most}} 字节',
  ],
  'server.noFile': [
    'The request has no file: expected it as the body, with the content type {{types}}',
    '请求中没有文件，应作为请求内容发送，类型为 {{types}}',
  ],
  'server.host': [
    'The host name "{{host}}" is not accepted. If it is a name of this server, add it to VIALOG_HOSTS',
    '服务器不接受主机名“{{host}}”；如果是本服务器的名称，请将其加入 VIALOG_HOSTS',
  ],
  'server.origin': ['Changes are only accepted from pages of this server', '只能在本服务器的页面上更改'],
} as const satisfies SentenceTable;
