/** 已保存搜索与最近搜索的文案。 */
export const zhSavedSearches = {
  open: '已保存的搜索',
  openSaved: '已保存为“{{name}}”，查看已保存的搜索',
  title: '已保存的搜索',
  name: '保存当前搜索',
  nameOfSaved: '已保存为',
  namePlaceholder: '名称',
  save: '保存',
  rename: '重命名',
  none: '暂无已保存的搜索。',
  delete: '删除“{{name}}”',
  deleted: '已删除“{{name}}”。',
  undo: '撤销',
  recent: '最近搜索',
  clearRecent: '清空',
} as const;
