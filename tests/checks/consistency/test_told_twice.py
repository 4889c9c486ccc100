"""CO401, CO402, CO403: the same thing told twice."""

import pytest


def test_one_fact_with_two_values(marked, said, year):
    text = year("新认定高新技术企业138家，总数达到950家。", "").replace(
        "二、2026年", "（二）企业服务\n\n全年新认定高新技术企业183家，政策应享尽享。\n\n二、2026年"
    )
    assert len(marked("CO401", text)) == 1
    assert "138家" in said("CO401", text)[0].zh


@pytest.mark.parametrize(
    "done",
    [
        "新增孵化载体6家，累计达到33家。\n\n孵化载体达到33家。",
        "新增上云企业1585家。\n\n五年来，新增上云企业6200家。",
        "城镇新增就业7318人。\n\n城镇新增就业超过7000人。",
        "引进项目52个。\n\n引进项目38个。",
        "全市新增企业1.3万家。\n\n全区新增企业2600家。",
        "技术合同成交额18.6亿元。\n\n技术合同成交额18.62亿元。",
    ],
)
def test_other_scopes_are_silent(marked, year, done):
    assert marked("CO401", year(done, "")) == []


def test_one_event_with_other_companions(marked):
    text = "砺峰精工、云岫传感在北交所成功上市。\n\n支持企业融资12亿元，砺峰精工、恒岳生物在北交所成功上市。"
    assert marked("CO402", text) == ["砺峰精工、恒岳生物在北交所成功上市"]


def test_one_event_beside_another_subject(marked):
    text = "砺峰精工等3家企业成功上市，云岫传感新三板挂牌。\n\n推动恒岳生物成功上市，云岫传感新三板挂牌。"
    assert marked("CO402", text) == ["云岫传感新三板挂牌"]


@pytest.mark.parametrize(
    "text",
    [
        "砺峰精工、云岫传感在北交所成功上市。\n\n去年，砺峰精工、云岫传感在北交所成功上市。",
        "全区乳业、新材料、煤化工入选国家级集群。\n\n我区乳业、新材料、煤化工入选国家级集群。",
        "云岭、岭北入选国家级试点。\n\n岭川、松涛入选国家级试点。",
    ],
)
def test_the_same_companions_are_silent(marked, text):
    assert marked("CO402", text) == []


def test_a_clause_repeated_in_another_paragraph(marked):
    text = (
        "政务服务持续优化，云岭经验入选典型案例，在全市推广；“云小岭”品牌入选省营商环境案例。\n\n"
        "金融服务不断拓展，建成金融服务典型案例，在全市推广；“云小岭”品牌入选省营商环境案例。"
    )
    assert marked("CO403", text) == ["在全市推广；“云小岭”品牌入选省营商环境案例"]


@pytest.mark.parametrize(
    "text",
    [
        "坚持以人民为中心的发展思想，办好实事。\n\n坚持以人民为中心的发展思想，改善民生。",
        "交出高质量发展答卷\n\n全区交出高质量发展答卷，在全市推广。\n\n交出高质量发展答卷",
        "新开工项目38个。\n\n新开工项目38个。",
    ],
)
def test_set_phrases_are_silent(marked, text):
    assert marked("CO403", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "新建口袋公园：完成5个，目标5个，完成率100%，已完成。\n\n打通断头路：完成5个，目标5个，完成率100%，已完成。",
        "城镇就业7318人，同比增长8.5%，比目标高0.2个百分点。\n\n出口36亿元，同比增长8.5%，比目标高0.2个百分点。",
        "本领域目标任务9项：已完成6项，占66.7%；未完成3项。\n\n本领域目标任务9项：已完成6项，占66.7%；未完成2项。",
        "本领域目标任务3项：已完成0项；落后序时进度3项，占100%；无法衡量0项。\n\n本领域目标任务3项：已完成0项；落后序时进度3项，占100%；无法衡量1项。",
        "主线通车：2025年12月25日已完成。填报进展：“通车”。\n\n二期上电：2025年12月25日已完成。填报进展：“上电”。",
        "5.主动接受企业和群众监督，让权力在阳光下运行。\n\n5.主动接受企业和群众监督，没有填报。",
    ],
)
def test_what_only_says_how_much_was_done_is_said_of_what_stands_before(marked, text):
    assert marked("CO403", text) == []


def test_numbers_with_their_names_are_told_twice(marked):
    text = "就业稳定，完成技能培训7318人，培训补贴600万元。\n\n民生改善，完成技能培训7318人，培训补贴600万元。"
    assert marked("CO403", text) == ["完成技能培训7318人，培训补贴600万元"]


def test_a_general_name_with_its_own_number_each_time_is_no_contradiction(marked):
    for text in (
        "财政安排专项资金51亿元，用于公共卫生。财政安排专项资金27亿元，用于合作医疗。",
        "光谷推介会签约项目10个，投资总额24亿元；开工6个。\n\n云岭产业周签约项目11个，投资总额33亿元；开工9个。",
        "税收收入同比增收1274万元，增长9.3%。税务部门同比增收1823万元，增长12.9%。",
        "税收完成州下达任务数118.2亿元的90.8%。产业资金完成州下达任务数61.5亿元的126%。",
        "小学生均图书38册，校均规模640人。初中生均图书71册，校均规模655人。",
        "一般公共预算收入26410万元。一般公共预算收入（同口径）27950万元。",
    ):
        assert marked("CO401", text) == []


def test_what_stands_before_a_colon_is_the_subject(marked):
    assert marked("CO401", "光伏：达产后每年新增产能五百七十万吨。\n\n储能：达产后每年新增产能六百一十万吨。") == []


def test_a_paragraph_pasted_twice_is_told_once(marked):
    paragraph = (
        "全区新增规上工业企业31家，完成技改投资8.6亿元，建成智能工厂和数字化车间9个。"
        "推动智能传感产业链补链，新签约链上项目14个，总投资62亿元，亩均税收18万元以上。"
    )
    assert marked("CO404", f"{paragraph}\n\n投资稳中有进。\n\n{paragraph}") == [paragraph]
    assert (
        marked("CO404", f"{paragraph}\n\n投资稳中有进。\n\n{paragraph.replace('31', '32').replace('14', '15')}") == []
    )
    assert marked("CO404", "坚持稳中求进。\n\n投资平稳。\n\n坚持稳中求进。") == []
    counted = "本领域目标任务3项：已完成1项，占33.3%；落后序时进度2项，占66.7%；无法衡量0项。"
    assert marked("CO404", f"一、投资\n\n{counted}\n\n二、就业\n\n{counted}") == []


def test_one_source_of_two_numbers_is_no_repetition(marked):
    source = "数据来源：云岭高新区统计局2025年月报第3号，均经复核。"
    text = f"城镇新增就业6167人。{source}\n\n农村劳动力转移就业360人。{source}"
    assert marked("CO403", text) == []
    assert marked("CO403", text.replace("数据来源：", "培训企业职工，")) != []
