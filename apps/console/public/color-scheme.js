// Sets theme and language before the first paint. A separate file, because the policy of the page blocks inline scripts.
(function () {
  var scheme = 'auto';
  var language = '';
  try {
    scheme = localStorage.getItem('vialog.theme') || 'auto';
    language = localStorage.getItem('vialog.language') || '';
  } catch {
    // Storage may be disabled; the defaults apply.
  }
  var dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.lang = language || (/^zh/i.test(navigator.language) ? 'zh-CN' : 'en');
})();
