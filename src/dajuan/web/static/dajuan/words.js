// What the scripts say, in the language of the page: said("中文", "English").
export const chinese = () => document.documentElement.lang.startsWith("zh");
export const said = (zh, en) => (chinese() ? zh : en);
