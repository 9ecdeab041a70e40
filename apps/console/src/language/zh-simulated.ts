/** 标注模拟数据的文案。 */
export const zhSimulated = {
  simulated: {
    mark: '模拟',
    site: '该场所的全部数据均为模拟：其摄像头显示的是渲染场景。',
    history:
      '本服务器含示例城 {{from}} 至 {{to}} 的模拟历史数据；此后由示例摄像头实时计数。模拟数据不会与真实摄像头的数据合并。',
    writing: '仍在生成中，从最近的日期开始。',
    remove: '删除模拟历史数据',
  },
};
