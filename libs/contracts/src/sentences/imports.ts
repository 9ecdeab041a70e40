import type { SentenceTable } from './sentence-table.ts';

/** Imported files with cameras. */
export const importSentences = {
  'import.unknownField': [
    'Unknown field "{{field}}" in the column mapping: expected one of {{list}}',
    '列对应关系中没有字段“{{field}}”，可用字段：{{list}}',
  ],
  'import.mappedColumn': [
    'The column mapping names "{{column}}" for {{field}}, which the file does not have: expected one of {{list}}',
    '列对应关系将“{{column}}”对应到 {{field}}，但文件中没有该列；文件中的列：{{list}}',
  ],
  'import.badCell': ['Invalid "{{column}}": expected {{@expected}}', '“{{column}}”有误：应为{{@expected}}'],
  'import.badCellFound': [
    'Invalid "{{column}}": expected {{@expected}}, found "{{found}}"',
    '“{{column}}”有误：应为{{@expected}}，当前为“{{found}}”',
  ],
  'import.badCellCorrect': [
    'Invalid "{{column}}": {{@why}}. Correct the value in the file',
    '“{{column}}”有误：{{@why}}。请在文件中修改',
  ],
  'import.badCellFoundCorrect': [
    'Invalid "{{column}}": {{@why}}, found "{{found}}". Correct the value in the file',
    '“{{column}}”有误：{{@why}}，当前为“{{found}}”。请在文件中修改',
  ],
  'import.formula': [
    'a value, not a formula; export the values of the sheet',
    '数值而不是公式，请导出表格的数值',
  ],
  'import.sheetError': [
    'a value, not an error of the sheet; correct the formula or empty the cell',
    '数值而不是表格错误，请修正公式或清空单元格',
  ],
  'import.plainNumber': [
    'a number without a thousands separator, with a decimal point (1,200 is ambiguous)',
    '不带千位分隔符、以点为小数点的数字（1,200 有歧义）',
  ],
  'import.heading': [
    'degrees from 0 to below 360, or a direction like NE',
    ' 0 到 360 的角度，或方向，例如 NE',
  ],
  'import.degrees': ['the {{@axis}} in degrees, like {{example}}', '{{@axis}}（度），例如 {{example}}'],
  'import.longitude': ['longitude', '经度'],
  'import.latitude': ['latitude', '纬度'],
  'import.encoding': [
    'The file is not valid {{encoding}}. Save it as UTF-8, or name its encoding, like encoding=gb18030 or encoding=windows-1252',
    '文件不是有效的 {{encoding}} 编码，请保存为 UTF-8，或选择文件的编码，例如 GB 18030',
  ],
  'import.unknownEncoding': [
    'Unknown encoding "{{encoding}}": expected a name like {{list}}',
    '未知的编码“{{encoding}}”，可用编码例如 {{list}}',
  ],
  'import.nul': [
    'The file contains NUL characters: expected text, found a binary file or another encoding. Save it as UTF-8 text; export spreadsheets (.xlsx) as CSV',
    '文件不是文本文件或编码不正确，请保存为 UTF-8 文本；表格（.xlsx）请导出为 CSV',
  ],
  'import.rowsHaveProblems': [
    '{{count}} of {{all}} rows have problems, so nothing was imported. Correct them and import the file again; dryRun=true reports every row',
    '共 {{all}} 行，其中 {{count}} 行有问题，未导入任何内容；请修改后重新导入',
  ],
  'import.identicalRow': [
    'The row is identical to row {{row}}; it is ignored',
    '与第 {{row}} 行相同，已忽略',
  ],
  'import.swappedRow': [
    'Longitude {{lon}} and latitude {{lat}} look swapped: the other cameras are near {{near}}. Exchange the two values',
    '经度 {{lon}} 和纬度 {{lat}} 似乎写反了：其他摄像头在 {{near}} 附近，请交换',
  ],
  'import.sameCamera': [
    'The row matches the same camera as row {{row}}: expected one row per camera. Remove one of them',
    '与第 {{row}} 行对应同一个摄像头，请删除其中一行',
  ],
  'import.retired': [
    'The row describes a retired camera: expected draft, active or paused. Remove the row',
    '该行是已注销的摄像头，请删除',
  ],
  'import.codeTaken': [
    'Another camera has the code "{{code}}": expected a code that no other camera has',
    '其他摄像头已使用编码“{{code}}”，请更换编码',
  ],
  'import.draft': [
    'The row has no stream URL: the camera is registered as a draft. Set stream.url before you activate it',
    '没有视频流地址，摄像头将登记为草稿；启用前请填写地址',
  ],
  'import.pausedDraft': ['A paused camera is registered as a draft', '暂停的摄像头将登记为草稿'],
  'import.sameStream': [
    'Possible duplicate: {{@other}} has the same stream URL',
    '可能重复：{{@other}}的视频流地址相同',
  ],
  'import.nearby': [
    'Possible duplicate: {{@other}} is {{distance}} m away and has the same or no heading',
    '可能重复：{{@other}}距离 {{distance}} 米，且朝向相同或未设置',
  ],
  'import.otherRow': ['row {{row}}', '第 {{row}} 行'],
  'import.otherRowLine': ['row {{row}} (line {{line}})', '第 {{row}} 行（文件第 {{line}} 行）'],
  'import.ambiguous': [
    'The stream URL belongs to {{count}} registered cameras ({{names}}): expected one. Add the column cameraId or code',
    '该视频流地址属于 {{count}} 个已登记的摄像头（{{names}}），请添加 cameraId 或 code 列',
  ],
  'import.missingColumn': [
    'The file has no column for {{missing}}; it has {{columns}}. Rename the column or map it, like {{example}}',
    '文件中没有 {{missing}} 列，现有列：{{columns}}；请重命名，或设置列对应关系，例如 {{example}}',
  ],
  'import.ignoredColumns': ['These columns are ignored: {{columns}}', '以下列已忽略：{{columns}}'],
  'import.noRecords': [
    'The file has no records: expected at least one camera',
    '文件中没有记录，至少需要一个摄像头',
  ],
  'import.manyRecords': [
    'The file has {{count}} records: expected at most {{most}}. Split the file',
    '文件有 {{count}} 条记录，最多 {{most}} 条，请拆分文件',
  ],
  'import.cells': [
    'The row has {{count}} cells: expected {{expected}}, one per column of the header. Check for separators and quotes inside the cells',
    '该行有 {{count}} 个单元格，应为 {{expected}} 个，请检查单元格中的分隔符和引号',
  ],
  'import.empty': [
    'The file is empty: expected a first line with the names of the columns, like {{example}}',
    '文件为空，第一行应为列名，例如 {{example}}',
  ],
  'import.sameColumns': [
    'Two columns are named "{{name}}": expected different names. Rename or remove one of them',
    '有两列都名为“{{name}}”，请重命名或删除其中一列',
  ],
  'import.badCsv': [
    'The CSV text is invalid: {{error}}. Write a quote inside a quoted cell as two quotes, and close every quote',
    'CSV 格式有误（{{error}}）：引号内的引号须写两次，且每个引号须成对',
  ],
  'import.noGat': [
    'The file has no GA/T 1400 devices: expected {"APEListObject": {"APEObject": […]}}. Choose the format of the file',
    '文件中没有 GA/T 1400 设备，请选择正确的文件格式',
  ],
  'import.personalGat': [
    'The file has "{{name}}": expected devices (APEListObject) only. Vialog reads no faces, persons or vehicles; export the devices alone',
    '文件中包含“{{name}}”，Vialog 不读取人脸、人员或车辆信息，请只导出设备（APEListObject）',
  ],
  'import.noGb': [
    'The file is no GB/T 28181 catalogue: expected <Response> with <DeviceList> and <Item> elements. Choose the format of the file',
    '文件不是 GB/T 28181 目录，请选择正确的文件格式',
  ],
  'import.doctype': [
    'The XML has a document type declaration, which this server rejects (entity expansion). Remove <!DOCTYPE …>',
    'XML 中包含 <!DOCTYPE …> 声明，出于安全原因不能导入，请删除',
  ],
  'import.badXml': [
    'The XML is invalid at line {{line}}: {{error}} Export the catalogue again',
    'XML 第 {{line}} 行有误（{{error}}），请重新导出',
  ],
  'import.password': [
    'The password in the file is ignored: it was not read and not stored',
    '文件中的密码已忽略，未读取也未保存',
  ],
  'import.region': [
    'The id {{id}} is an administrative region, not a camera; it is skipped',
    '编号 {{id}} 是行政区划，不是摄像头，已跳过',
  ],
  'import.otherDevice': [
    'The id {{id}} has the device type {{type}}, which is not a camera (131, 132); it is skipped',
    '编号 {{id}} 的设备类型为 {{type}}，不是摄像头（131、132），已跳过',
  ],
  'import.noGeoJson': [
    'The file is no GeoJSON FeatureCollection: expected {"type": "FeatureCollection", "features": […]}. Choose the format of the file',
    '文件不是 GeoJSON FeatureCollection，请选择正确的文件格式',
  ],
  'import.noPoint': [
    'The feature has no point: expected a geometry {"type": "Point", "coordinates": [longitude, latitude]}. Add the position of the camera',
    '该要素没有点坐标（Point），请添加摄像头的位置',
  ],
  'import.reference': [
    'The file has the coordinate reference system "{{name}}": expected WGS 84 in degrees (RFC 7946). Export it as EPSG:4326',
    '文件的坐标系为“{{name}}”，应为 WGS-84（度），请以 EPSG:4326 导出',
  ],
  'import.badJson': [
    'The file is not valid JSON: {{error}}. Export it again',
    '文件不是有效的 JSON（{{error}}），请重新导出',
  ],
  'import.noOtcm': [
    'The file has no cameras of OpenTrafficCamMap: expected lists of objects with description, latitude, longitude and url. Choose the format of the file',
    '文件中没有 OpenTrafficCamMap 摄像头，请选择正确的文件格式',
  ],
  'import.direction': [
    'Unknown direction "{{found}}": expected a word like N, NE or east. The heading stays unset',
    '未知的方向“{{found}}”，可用 N、NE、east 等；朝向未设置',
  ],
  'import.review': [
    'The source marks this camera for review: check that its stream and position are right',
    '数据来源标记此摄像头需要核对，请检查视频流和位置',
  ],
  'import.noPosition': [
    'The row has no position: expected longitude and latitude in degrees. Fill in both, like {{example}}',
    '该行没有位置，请填写经度和纬度，例如 {{example}}',
  ],
  'import.zeroPosition': [
    'The position is 0, 0, which many systems write where none is known: expected the position of the camera',
    '位置为 0, 0，通常表示位置未知，请填写摄像头的位置',
  ],
  'import.swapped': [
    'Longitude {{lon}} and latitude {{lat}} look swapped: expected a latitude from -90 to 90. Exchange the two columns, like {{example}}',
    '经度 {{lon}} 和纬度 {{lat}} 似乎写反了，纬度应在 -90 到 90 之间，请交换两列',
  ],
  'import.badLongitude': [
    'Invalid longitude: expected degrees from -180 to 180, found {{found}}',
    '经度有误：应在 -180 到 180 之间，当前为 {{found}}',
  ],
  'import.badLatitude': [
    'Invalid latitude: expected degrees from -90 to 90, found {{found}}',
    '纬度有误：应在 -90 到 90 之间，当前为 {{found}}',
  ],
  'import.secret': [
    'expected a URL without a password or token in its parameters; set credentials at the camera after the import',
    '地址参数中不能包含密码或令牌，请在导入后为摄像头设置',
  ],
  'import.noName': [
    'The row has no name: expected a display name of the camera. Fill in the name',
    '该行没有名称，请填写摄像头的名称',
  ],
  'import.repeated': [
    'The row has the same {{@key}} as row {{row}}, with other values: expected one row per camera. Remove one of them or correct the {{@key}}',
    '与第 {{row}} 行的{{@key}}相同，但其他内容不同；请删除其中一行，或修改{{@key}}',
  ],
  'import.nameAndPosition': ['name and position', '名称和位置'],
} as const satisfies SentenceTable;
