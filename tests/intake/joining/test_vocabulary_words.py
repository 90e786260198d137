"""Words that do not tell items apart, and words that only join others."""

import pytest

from camket.intake.joining.vocabulary import fold_word, load_vocabulary
from camket.intake.joining.wording import read_wording


@pytest.mark.parametrize(
    "text",
    [
        "Phấn đấu đạt tỷ lệ và số lượng từ mức tối thiểu trở lên trên địa bàn tỉnh",
        "Tiếp tục tổ chức triển khai thực hiện với kết quả cao hơn so với năm",
        "Các đơn vị cùng phối hợp bảo đảm chất lượng công tác của cấp xã, phường, thị trấn",
        "Những việc được hoàn thành theo kỳ là do có nội dung toàn cấp",
        "Nâng thêm một bằng ít nhất để tăng đến huyện, thành phố",
        "Cho đến ít hơn, hoặc cao nhất trong tỉnh, ở tại xã bị về",
    ],
)
def test_of_words_that_all_items_have_none_tells_what_an_item_is_about(text):
    wording = read_wording(text)
    assert [word for word, kind in zip(wording.words, wording.kinds, strict=True) if kind != "empty"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Xây dựng, phát triển mô hình", "Ban hành đề án", "Tổ chức hội nghị tổng kết", "Hoàn thiện quy chế",
        "Tham mưu dự án", "Xử lý văn bản", "Trình quy định", "Phê duyệt quy hoạch", "Lập kế hoạch",
        "Thành lập hệ thống", "Mở rộng, nâng cấp", "Thu hút đầu tư", "Kêu gọi hỗ trợ", "Vận động tuyên truyền",
        "Kiểm tra, thanh tra, giám sát", "Quản lý danh mục", "Đề nghị công nhận", "Chương trình giai đoạn",
        "Quyết định, nghị quyết", "Giá trị, chỉ số", "Đưa vào sử dụng", "Đưa vào hoạt động", "Áp dụng, ứng dụng",
        "Rà soát, tập huấn", "Bồi dưỡng, đào tạo", "Giải quyết, giữ vững", "Duy trì tiếp nhận", "Thẩm định, nghiệm thu",
        "Sơ kết, khởi công", "Cấp phép, lắp đặt", "Mở lớp", "Theo dõi, đôn đốc", "Tình trạng", "Khắc phục, thí điểm",
        "Thi công", "Địa phương", "Cơ quan", "Không xảy ra", "Đánh giá, xếp hạng", "Xếp loại", "Ủy ban nhân dân",
        "Hội đồng nhân dân", "Chủ tịch", "Tăng cường, đẩy mạnh", "Điều chỉnh", "Sửa đổi, bổ sung", "Chỉnh trang",
        "Di dời", "Khai thác, phục vụ", "Được công nhận", "Đạt chuẩn", "Hoàn thành", "Triển khai", "Tỷ lệ",
        "Số lượng", "Nâng cao", "Trên địa bàn", "Địa bàn tỉnh",
    ],
)  # fmt: skip
@pytest.mark.parametrize("typed", [str, fold_word])
def test_what_is_done_and_in_what_form_is_said_of_many_things(text, typed):
    wording = read_wording(typed(text))
    assert {*wording.kinds} <= {"frame", "empty"}


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("Cho thuê đất", ["thue", "dat"]),
        ("Thanh long, sầu riêng", ["thanh", "long", "sau", "rieng"]),
        ("Tổ chức đua ghe ngo", ["dua", "ghe", "ngo"]),
        ("Xây dựng nhà máy nước", ["nha", "may", "nuoc"]),
        ("Quản lý rác", ["rac"]),
    ],
)
def test_what_it_is_done_to_tells_items_apart(text, telling):
    wording = read_wording(text)
    assert [word for word, kind in zip(wording.words, wording.kinds, strict=True) if kind == "own"] == telling


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Số lượng các xã được công nhận", "xa cong nhan"),
        ("Tỷ lệ người dân có bảo hiểm đạt từ 95% trở lên", "dan bao hiem"),
        ("Phấn đấu mở thêm những lớp cho nông dân", "mo lop nong dan"),
        ("Về việc so với của những xã mà xa", "xa xa"),
        ("Thì là do nắng và mưa", "nang mua"),
    ],
)
def test_a_text_says_the_same_without_words_that_only_join_others(text, left):
    joining = load_vocabulary().joining
    assert [word for word in read_wording(text).words if word not in joining] == left.split()
