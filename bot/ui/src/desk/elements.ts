/** The parts of Element Plus that the console uses, each with its style; nothing else is loaded. */
import "element-plus/es/components/base/style/css";
import "element-plus/es/components/button/style/css";
import "element-plus/es/components/checkbox/style/css";
import "element-plus/es/components/checkbox-group/style/css";
import "element-plus/es/components/dialog/style/css";
import "element-plus/es/components/drawer/style/css";
import "element-plus/es/components/dropdown/style/css";
import "element-plus/es/components/input/style/css";
import "element-plus/es/components/message/style/css";
import "element-plus/es/components/message-box/style/css";
import "element-plus/es/components/option/style/css";
import "element-plus/es/components/popover/style/css";
import "element-plus/es/components/select/style/css";

export { ElButton } from "element-plus/es/components/button/index";
export { ElCheckbox, ElCheckboxGroup } from "element-plus/es/components/checkbox/index";
export { provideGlobalConfig } from "element-plus/es/components/config-provider/index";
export { ElDialog } from "element-plus/es/components/dialog/index";
export { ElDrawer } from "element-plus/es/components/drawer/index";
export { ElDropdown, ElDropdownItem, ElDropdownMenu } from "element-plus/es/components/dropdown/index";
export { ElInput } from "element-plus/es/components/input/index";
export { ElMessage } from "element-plus/es/components/message/index";
export { ElMessageBox } from "element-plus/es/components/message-box/index";
export { ElOption, ElSelect } from "element-plus/es/components/select/index";
export { default as en } from "element-plus/es/locale/lang/en";
export { default as zhCn } from "element-plus/es/locale/lang/zh-cn";
export { ElPopover } from "element-plus/es/components/popover/index";
