/// The ways in which the most common Korean and Chinese surnames are written in Latin letters.
///
/// Their bearers chose one of them long ago: passports keep it, and no rule of romanisation leads to all of them.
/// From general knowledge of both languages; a reader of each should check them before they are extended.
enum SurnameRomanisations {
    static func aliases(of bare: String) -> [NameTables.Alias] { words[bare] ?? [] }

    private static let words: [String: [NameTables.Alias]] = {
        var words: [String: [NameTables.Alias]] = [:]
        for (index, line) in (korean + chinese).enumerated() {
            // Far above the groups of any file.
            let alias = NameTables.Alias(group: UInt32(1 << 24 + index), role: .romanisation, scope: .surname)
            for word in line.split(separator: " ") { words[String(word), default: []].append(alias) }
        }
        return words
    }()

    private static let korean = [
        "김 kim gim", "이 lee yi rhee ri", "박 park bak pak", "최 choi choe", "정 jung jeong chung chong joung",
        "강 kang gang", "조 cho jo", "윤 yoon yun youn", "장 jang chang", "임 lim im rim", "한 han hahn", "오 oh o",
        "서 seo suh so", "신 shin sin", "권 kwon gwon", "황 hwang", "안 ahn an", "송 song", "류 ryu yoo yu ryoo",
        "유 yoo yu you", "전 jeon jun chun", "홍 hong", "고 ko go koh", "문 moon mun", "양 yang", "손 son sohn",
        "배 bae pae", "백 baek paik back", "허 heo hur huh", "남 nam", "심 shim sim", "노 noh roh no", "하 ha",
        "곽 kwak gwak", "성 sung seong", "차 cha", "주 joo ju chu", "우 woo wu", "구 koo gu ku", "민 min",
    ]
    private static let chinese = [
        "王 wang wong ong", "李 li lee", "张 張 zhang chang cheung teo", "刘 劉 liu lau low", "陈 陳 chen chan tan chin",
        "杨 楊 yang yeung yeo", "黄 黃 huang wong ng oei", "赵 趙 zhao chao chiu", "吴 吳 wu ng goh", "周 zhou chou chow chew",
        "徐 xu hsu tsui chee", "孙 孫 sun suen", "马 馬 ma mah", "朱 zhu chu choo", "胡 hu woo oh", "郭 guo kuo kwok quek",
        "何 he ho", "高 gao kao ko", "林 lin lam lim", "罗 羅 luo lo law", "郑 鄭 zheng cheng teh tay", "梁 liang leung neo",
        "谢 謝 xie hsieh tse chia", "宋 song sung soong", "唐 tang tong", "许 許 xu hsu hui koh", "韩 韓 han hon",
        "冯 馮 feng fung", "邓 鄧 deng teng tang", "曹 cao tsao cho", "彭 peng pang", "曾 zeng tseng tsang chan",
        "萧 蕭 肖 xiao hsiao siu", "田 tian tien tin", "董 dong tung", "袁 yuan yuen", "潘 pan poon phua", "于 yu yue",
        "蒋 蔣 jiang chiang", "蔡 cai tsai choi chua", "余 yu yee", "叶 葉 ye yeh yip yap", "沈 shen sham sim",
        "卢 盧 lu lo loo",
        "姜 jiang chiang keung", "苏 蘇 su soo so", "丁 ding ting", "魏 wei ngai", "吕 呂 lu lyu lui", "任 ren jen yam",
    ]
}
