"""Cities of China as English writes them: older names, short ones, and slips of the pen."""

from __future__ import annotations

from collections.abc import Iterable

from actions.values.fold import fold

_CITIES = {
    "Beijing": "Beijing",
    "Shanghai": "Shanghai",
    "Tianjin": "Tianjin",
    "Chongqing": "Chongqing",
    "Hebei": (
        "Shijiazhuang, Tangshan, Qinhuangdao, Handan, Xingtai, Baoding, Zhangjiakou, "
        "Chengde, Cangzhou, Langfang, Hengshui"
    ),
    "Shanxi": (
        "Taiyuan, Datong, Yangquan, Changzhi, Jincheng, Shuozhou, Jinzhong, Yuncheng, "
        "Xinzhou, Linfen, Lvliang"
    ),
    "Inner Mongolia": (
        "Hohhot, Baotou, Wuhai, Chifeng, Tongliao, Ordos, Hulunbuir, Bayannur, Ulanqab"
    ),
    "Liaoning": (
        "Shenyang, Dalian, Anshan, Fushun, Benxi, Dandong, Jinzhou, Yingkou, Fuxin, "
        "Liaoyang, Panjin, Tieling, Chaoyang, Huludao"
    ),
    "Jilin": "Changchun, Jilin, Siping, Liaoyuan, Tonghua, Baishan, Songyuan, Baicheng",
    "Heilongjiang": (
        "Harbin, Qiqihar, Jixi, Hegang, Shuangyashan, Daqing, Yichun, Jiamusi, Qitaihe, "
        "Mudanjiang, Heihe, Suihua"
    ),
    "Jiangsu": (
        "Nanjing, Wuxi, Xuzhou, Changzhou, Suzhou, Nantong, Lianyungang, Huai'an, Yancheng, "
        "Yangzhou, Zhenjiang, Taizhou, Suqian"
    ),
    "Zhejiang": (
        "Hangzhou, Ningbo, Wenzhou, Jiaxing, Huzhou, Shaoxing, Jinhua, Quzhou, Zhoushan, "
        "Taizhou, Lishui"
    ),
    "Anhui": (
        "Hefei, Wuhu, Bengbu, Huainan, Maanshan, Huaibei, Tongling, Anqing, Huangshan, "
        "Chuzhou, Fuyang, Suzhou, Lu'an, Bozhou, Chizhou, Xuancheng"
    ),
    "Fujian": "Fuzhou, Xiamen, Putian, Sanming, Quanzhou, Zhangzhou, Nanping, Longyan, Ningde",
    "Jiangxi": (
        "Nanchang, Jingdezhen, Pingxiang, Jiujiang, Xinyu, Yingtan, Ganzhou, Ji'an, Yichun, "
        "Fuzhou, Shangrao"
    ),
    "Shandong": (
        "Jinan, Qingdao, Zibo, Zaozhuang, Dongying, Yantai, Weifang, Jining, Tai'an, "
        "Weihai, Rizhao, Linyi, Dezhou, Liaocheng, Binzhou, Heze"
    ),
    "Henan": (
        "Zhengzhou, Kaifeng, Luoyang, Pingdingshan, Anyang, Hebi, Xinxiang, Jiaozuo, "
        "Puyang, Xuchang, Luohe, Sanmenxia, Nanyang, Shangqiu, Xinyang, Zhoukou, Zhumadian, "
        "Jiyuan"
    ),
    "Hubei": (
        "Wuhan, Huangshi, Shiyan, Yichang, Xiangyang, Ezhou, Jingmen, Xiaogan, Jingzhou, "
        "Huanggang, Xianning, Suizhou, Xiantao, Qianjiang, Tianmen"
    ),
    "Hunan": (
        "Changsha, Zhuzhou, Xiangtan, Hengyang, Shaoyang, Yueyang, Changde, Zhangjiajie, "
        "Yiyang, Chenzhou, Yongzhou, Huaihua, Loudi"
    ),
    "Guangdong": (
        "Guangzhou, Shaoguan, Shenzhen, Zhuhai, Shantou, Foshan, Jiangmen, Zhanjiang, "
        "Maoming, Zhaoqing, Huizhou, Meizhou, Shanwei, Heyuan, Yangjiang, Qingyuan, "
        "Dongguan, Zhongshan, Chaozhou, Jieyang, Yunfu"
    ),
    "Guangxi": (
        "Nanning, Liuzhou, Guilin, Wuzhou, Beihai, Fangchenggang, Qinzhou, Guigang, Yulin, "
        "Baise, Hezhou, Hechi, Laibin, Chongzuo"
    ),
    "Hainan": "Haikou, Sanya, Sansha, Danzhou, Qionghai, Wenchang, Wanning",
    "Sichuan": (
        "Chengdu, Zigong, Panzhihua, Luzhou, Deyang, Mianyang, Guangyuan, Suining, "
        "Neijiang, Leshan, Nanchong, Meishan, Yibin, Guang'an, Dazhou, Ya'an, Bazhong, "
        "Ziyang"
    ),
    "Guizhou": "Guiyang, Liupanshui, Zunyi, Anshun, Bijie, Tongren",
    "Yunnan": (
        "Kunming, Qujing, Yuxi, Baoshan, Zhaotong, Lijiang, Pu'er, Lincang, Dali, Xishuangbanna"
    ),
    "Tibet": "Lhasa, Shigatse, Chamdo, Nyingchi, Shannan, Nagqu",
    "Shaanxi": (
        "Xi'an, Tongchuan, Baoji, Xianyang, Weinan, Yan'an, Hanzhong, Yulin, Ankang, Shangluo"
    ),
    "Gansu": (
        "Lanzhou, Jiayuguan, Jinchang, Baiyin, Tianshui, Wuwei, Zhangye, Pingliang, "
        "Jiuquan, Qingyang, Dingxi, Longnan"
    ),
    "Qinghai": "Xining, Haidong",
    "Ningxia": "Yinchuan, Shizuishan, Wuzhong, Guyuan, Zhongwei",
    "Xinjiang": "Urumqi, Karamay, Turpan, Hami, Kashgar, Aksu, Ili, Shihezi",
}
_OTHER_NAMES = {
    "canton": "Guangzhou", "kwangchow": "Guangzhou", "gz": "Guangzhou", "peking": "Beijing",
    "peiping": "Beijing", "bj": "Beijing", "nanking": "Nanjing", "chungking": "Chongqing",
    "tientsin": "Tianjin", "tsingtao": "Qingdao", "amoy": "Xiamen", "swatow": "Shantou",
    "hangchow": "Hangzhou", "soochow": "Suzhou", "foochow": "Fuzhou", "dairen": "Dalian",
    "mukden": "Shenyang", "sian": "Xi'an", "xian": "Xi'an", "shenzen": "Shenzhen",
    "sz": "Shenzhen", "sh": "Shanghai", "hz": "Hangzhou",
}  # fmt: skip


def _provinces() -> dict[str, str]:
    """The province of each city; empty where two provinces have one of that name."""
    known: dict[str, str] = {}
    for province, cities in _CITIES.items():
        for city in cities.split(", "):
            known[city] = "" if city in known else province
    return known


PROVINCE_OF_CITY = _provinces()
PROVINCES = frozenset(map(fold, _CITIES))
_BY_NAME = {fold(city): city for city in PROVINCE_OF_CITY} | _OTHER_NAMES
# Shorter names are too much like each other to be guessed from a slip.
LEAST_LETTERS = 6
MOST_LETTERS = 20


def city_named(said: str, known: str = "") -> str:
    """The one city that is meant, `known` among them; empty where it is none, or could be two."""
    name = fold(said).strip(" .").removesuffix(" city")
    names = dict(_BY_NAME)
    if known and fold(known) not in names:
        names[fold(known)] = known
    if name in names:
        return names[name]
    if name in PROVINCES or not LEAST_LETTERS <= len(name) <= MOST_LETTERS:
        return ""
    near = {
        names[other] for other in names if len(other) >= LEAST_LETTERS and _is_slip(name, other)
    }
    return near.pop() if len(near) == 1 else ""


def _is_slip(said: str, meant: str) -> bool:
    """Whether one letter too many, too few, wrong, or two changed places make the difference."""
    return said in _slips(meant) or meant in _slips(said)


def _slips(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))} | set(_changed(word))


def _changed(word: str) -> Iterable[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    for at in range(len(word)):
        yield from (word[:at] + letter + word[at + 1 :] for letter in letters)
        yield word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
