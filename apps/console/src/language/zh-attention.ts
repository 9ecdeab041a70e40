/** 待处理的摄像头，以及摄像头的状态记录。 */
export const zhAttention = {
  attention: {
    title_other: '{{count}} 个摄像头待处理',
    since: '自 {{time}} 起',
    more_other: '另有 {{count}} 个：请将列表按状态排序查看',
    action: {
      offline: '请检查摄像头的供电、网络、地址和账号密码。',
      no_frame: '请重启摄像头，并检查编码设置和网络。',
      late: '请延长采样间隔；若视频流的来源主机允许，可调高 VIALOG_HOST_RATES。',
      decode_error: '请检查网络丢包，或在摄像头上更换编码格式。',
      frozen: '请重启摄像头，或重启转发视频流的录像机。',
      dark: '请移开镜头遮挡物，或打开照明、红外补光。',
      obstructed: '请清洁镜头或移开遮挡物。',
      moved: '请将摄像头转回原位，或调整并保存区域，或确认当前视角。',
      detector_down: '请检查检测器是否运行、模型能否加载。',
      model_not_loaded: '目前仍由更换前的模型计数。请修复模型包，或改用其他模型。',
      unusual: '请对照画面核对数据；若数据有误，请撤销变更。',
      not_running: '请检查摄像头所在地域的采集服务是否运行。',
      other: '请打开摄像头页面查看详情。',
    },
  },
  history: {
    title: '状态记录',
    none: '暂无状态变化。',
    confirmView: '确认视角',
    confirmHint: '区域仍与当前画面相符',
  },
} as const;
